package io.golconde.smt;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.core.config.ProjectVersion;
import java.util.List;
import java.util.ServiceLoader;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.api.Test;

class PluginsTest {
    @Test
    void areFoundByConnectWithTheirVersion() {
        List<Transformation<?>> found = ServiceLoader.<Transformation<?>>load(serviceType()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(transform -> transform.getClass().getName().startsWith("io.golconde."))
                .toList();

        assertThat(found)
                .extracting(transform -> transform.getClass().getName().replace("io.golconde.smt.", ""))
                .containsExactlyInAnyOrder(
                        "CastColumns",
                        "CastColumns$Key",
                        "CastColumns$Value",
                        "FilterChanges",
                        "MaskColumns",
                        "RenameColumns",
                        "RenameColumns$Key",
                        "RenameColumns$Value",
                        "RouteTable",
                        "SelectColumns",
                        "SelectColumns$Key",
                        "SelectColumns$Value",
                        "SetColumns",
                        "Unwrap",
                        "Wrap");
        assertThat(found)
                .allSatisfy(transform ->
                        assertThat(((Versioned) transform).version()).isEqualTo(ProjectVersion.get()));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Class<Transformation<?>> serviceType() {
        return (Class) Transformation.class;
    }
}
