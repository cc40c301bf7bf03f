package io.golconde.core.sql;

/** One PostgreSQL name as the catalog holds it: no folding, no quotes. The only way a name gets into a statement. */
public record Identifier(String name) implements Comparable<Identifier> {
    public Identifier {
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a PostgreSQL name is not empty and has no NUL character");
        }
    }

    /** The name in double quotes, ready to stand in a statement. */
    public String quoted() {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public int compareTo(Identifier other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
