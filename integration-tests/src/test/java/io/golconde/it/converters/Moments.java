package io.golconde.it.converters;

import io.golconde.it.Pipeline;
import java.util.HashMap;
import java.util.Map;

/** Dates and times, in columns and keys, in the forms that time.precision.mode gives them, and back. */
final class Moments {
    private Moments() {}

    /** Plays what every mode holds, with connectors that both have these settings, and what only adaptive ones do. */
    static void reachTheTarget(Pipeline pipeline, Map<String, String> settings, String mode) throws Exception {
        String tables =
                "CREATE DOMAIN short AS time(1); CREATE TABLE visits (id timestamp(3), part timestamp, day date,"
                        + " clock time(3), short short, at timestamp(3), PRIMARY KEY (id, part))";
        pipeline.source().execute(tables);
        pipeline.target().execute(tables);
        pipeline.source()
                .execute("INSERT INTO visits VALUES (now(), now(), now(), now(), now(), now()),"
                        + " ('0044-03-15 12:00:00.001 BC', '1969-12-31 23:59:59.999999', '4713-01-01 BC', '23:59:59.999',"
                        + " '00:00', '294276-12-31 23:59:59.999'), ('1970-01-01', 'infinity', NULL, NULL, NULL, NULL)");
        Map<String, String> capturing = new HashMap<>(settings);
        capturing.put("time.precision.mode", mode);
        pipeline.capture(capturing);
        pipeline.apply(settings);
        pipeline.awaitSame("visits");

        pipeline.source()
                .execute(
                        "UPDATE visits SET clock = '00:00:00.001', at = '0001-12-31 23:59:59.999 BC'",
                        "UPDATE visits SET part = '-infinity' WHERE part = 'infinity'",
                        "DELETE FROM visits WHERE part = '1969-12-31 23:59:59.999999'",
                        "INSERT INTO visits (id, part, day) VALUES ('9999-12-31', '1582-10-05', '5874897-12-31')");
        if (!mode.equals("connect")) {
            pipeline.source()
                    .execute(
                            "INSERT INTO visits VALUES ('infinity', now(), '-infinity', '24:00', '24:00', '-infinity')");
        }
        pipeline.awaitSame("visits");
    }
}
