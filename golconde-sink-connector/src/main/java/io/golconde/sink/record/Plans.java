package io.golconde.sink.record;

import java.util.LinkedHashMap;
import java.util.Map;

/** The plans for shapes of records, as many as are worth keeping. */
final class Plans extends LinkedHashMap<Shape, RowPlan> {
    private static final long serialVersionUID = 1;
    private static final int MOST = 10_000;

    Plans() {
        super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Shape, RowPlan> eldest) {
        return size() > MOST;
    }
}
