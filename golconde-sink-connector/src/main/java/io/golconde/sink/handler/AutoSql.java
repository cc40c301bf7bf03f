package io.golconde.sink.handler;

/** Has every row written or deleted as the connector's settings say. */
public final class AutoSql implements DestinationHandler {
    @Override
    public Action handle(IncomingChange change) {
        return Action.autoSql();
    }
}
