package io.golconde.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.benchmarks.TransformCost.Form;
import io.golconde.benchmarks.TransformCost.Work;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is measured is work: each transform changes the record, in either form. */
class TransformCostTest {
    @ParameterizedTest
    @EnumSource(Form.class)
    void renamesAndSelectsColumns(Form form) {
        assertThat(columns(transform(Work.RENAME, form), form))
                .hasSize(20)
                .contains("id", "customer", "total")
                .doesNotContain("c0", "c3", "c7");
        assertThat(columns(transform(Work.SELECT, form), form)).hasSize(18).doesNotContain("c5", "c11");
    }

    @Test
    void routesRecords() {
        assertThat(Form.values())
                .allMatch(form -> transform(Work.ROUTE, form).topic().equals("reporting.sales"));
    }

    private static SinkRecord transform(Work work, Form form) {
        TransformCost cost = new TransformCost();
        cost.work = work;
        cost.form = form;
        cost.makeRecord();
        return cost.transform();
    }

    private static List<String> columns(SinkRecord record, Form form) {
        Struct value = (Struct) record.value();
        Struct row = form == Form.FLAT ? value : value.getStruct("after");
        return row.schema().fields().stream().map(Field::name).toList();
    }
}
