package io.golconde.smt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseStyleTest {
    @ParameterizedTest
    @CsvSource({
        "orderId,       order_id,      orderId,      ORDER_ID",
        "order_id,      order_id,      orderId,      ORDER_ID",
        "ORDER_ID,      order_id,      orderId,      ORDER_ID",
        "HTTPStatus,    http_status,   httpStatus,   HTTP_STATUS",
        "line2Total,    line2_total,   line2Total,   LINE2_TOTAL",
        "order-id no,   order_id_no,   orderIdNo,    ORDER_ID_NO",
        "a__b,          a_b,           aB,           A_B",
        "_id,           _id,           _id,          _ID",
        "größeÄndern_,  größe_ändern_, größeÄndern_, GRÖSSE_ÄNDERN_",
        "_,             _,             _,            _",
        "x,             x,             x,            X",
    })
    void findsTheWordsOfAName(String name, String snake, String camel, String upper) {
        assertThat(CaseStyle.SNAKE.of(name)).isEqualTo(snake);
        assertThat(CaseStyle.CAMEL.of(name)).isEqualTo(camel);
        assertThat(CaseStyle.UPPER.of(name)).isEqualTo(upper);
    }
}
