package io.golconde.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TestDatabaseTest {
    @Test
    void isADatabaseOfItsOwnOnASharedServer() throws Exception {
        TestDatabase one = TestDatabase.create();
        TestDatabase other = TestDatabase.create();

        assertThat(one.server()).isSameAs(other.server());
        assertThat(one.url()).isNotEqualTo(other.url());
        one.connect().close();
        other.connect().close();
    }
}
