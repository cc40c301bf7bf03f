package io.golconde.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProjectVersionTest {
    @Test
    void isTheBuilds() {
        assertThat(ProjectVersion.get()).matches("\\d+\\.\\d+\\.\\d+.*");
    }
}
