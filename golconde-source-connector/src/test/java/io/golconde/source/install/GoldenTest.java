package io.golconde.source.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.StringJoiner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs the statements of a file, which blank lines part, and compares what its queries return with the {@code .out} file
 * beside it. After a change that is meant, {@code -Dgolconde.renew=true} writes the file anew, to be read and committed.
 */
class GoldenTest {
    private static final Path FOLDER = Path.of("src/test/resources/io/golconde/source/install");

    @ParameterizedTest
    @ValueSource(strings = {"many_types", "key_capture", "statement_capture"})
    void isAsItWas(String name) throws IOException, SQLException {
        String statements = Files.readString(FOLDER.resolve(name + ".sql"));
        Path expected = FOLDER.resolve(name + ".out");

        String output;
        try (SourceDatabase source = SourceDatabase.installed();
                Statement statement = source.connection().createStatement()) {
            output = outputOf(statements, statement);
        }

        if (Boolean.getBoolean("golconde.renew")) {
            Files.writeString(expected, output);
        }
        assertThat(output).isEqualTo(Files.readString(expected));
    }

    private static String outputOf(String statements, Statement statement) throws SQLException {
        StringBuilder output = new StringBuilder();
        for (String sql : statements.split("\n\n+", -1)) {
            if (statement.execute(sql)) {
                append(output.append(sql.strip()).append("\n\n"), statement.getResultSet());
            }
        }
        return output.toString();
    }

    private static void append(StringBuilder output, ResultSet rows) throws SQLException {
        try (rows) {
            while (rows.next()) {
                StringJoiner row = new StringJoiner(" | ", "", "\n");
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(rows.getString(i));
                }
                output.append(row);
            }
        }
        output.append('\n');
    }
}
