package io.golconde.cli.config;

import java.util.Map;

/**
 * One transform of a chain.
 *
 * @param name what it is called in the chain
 * @param type its class
 */
record Step(String name, String type, Map<String, String> settings) {}
