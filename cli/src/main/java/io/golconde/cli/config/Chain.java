package io.golconde.cli.config;

import io.golconde.cli.config.Plan.Table;
import io.golconde.smt.RouteTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The transforms of one destination in their order: first all filters, then all selections, and so on, so that several entries
 * of the file can be about one table; the route to the destination's table comes last, because the others look at the source's.
 */
final class Chain {
    private Chain() {}

    static List<Step> of(List<Table> tables) {
        List<Step> chain = new ArrayList<>();
        Set<String> names = new HashSet<>(Set.of("route"));
        for (TableRule rule : TableRule.values()) {
            for (Table table : tables) {
                table.steps().getOrDefault(rule, List.of()).forEach(step -> chain.add(named(step, names)));
            }
        }
        Map<String, String> route = route(tables);
        if (!route.isEmpty()) {
            chain.add(new Step("route", RouteTable.class.getName(), route));
        }
        return chain;
    }

    /** With another name where a step before has it. */
    private static Step named(Step step, Set<String> names) {
        String name = step.name();
        while (!names.add(name)) {
            name += '_';
        }
        return new Step(name, step.type(), step.settings());
    }

    private static Map<String, String> route(List<Table> tables) {
        Map<String, String> route = new LinkedHashMap<>();
        List<Table> sent = tables.stream().filter(table -> table.to() != null).toList();
        String listed = sent.stream()
                .filter(table -> table.from().isOneTable())
                .map(table -> table.from().name() + ':' + table.to())
                .collect(Collectors.joining(","));
        if (!listed.isEmpty()) {
            route.put("tables", listed);
        }
        sent.stream().filter(table -> !table.from().isOneTable()).forEach(table -> {
            route.put("pattern", table.from().regexWithGroups());
            route.put("replacement", groups(String.valueOf(table.to())));
        });
        return route;
    }

    /** Each star stands for what the star in its place of the pattern matched. */
    private static String groups(String to) {
        String replacement = to;
        for (int group = 1; replacement.indexOf('*') >= 0; group++) {
            replacement = replacement.replaceFirst("\\*", "\\$" + group);
        }
        return replacement;
    }
}
