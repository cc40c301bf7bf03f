package io.golconde.source.record;

import io.golconde.source.queue.SourceOffset;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;

/** The offset in the form that Connect stores: made only for the few records whose offset is stored. */
final class LazyOffset extends AbstractMap<String, Object> {
    private final SourceOffset offset;

    LazyOffset(SourceOffset offset) {
        this.offset = offset;
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        return offset.toMap().entrySet();
    }
}
