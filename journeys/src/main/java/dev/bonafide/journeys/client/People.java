package dev.bonafide.journeys.client;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The demo people of the sandbox realm, made ready to trade. */
public final class People {
    /** Login names of the members, in the order of the realm file. */
    public static final List<String> MEMBERS = List.of(
            "alice", "bob", "carol", "dave", "erin", "frank", "grace", "heidi", "ivan", "judy", "mallory", "niaj",
            "olivia", "peggy", "rupert", "sybil", "trent", "victor", "walter", "xia", "yang");

    private final Market market;
    private final Map<String, Person> known = new ConcurrentHashMap<>();

    public People(Market market) {
        this.market = market;
    }

    /** Someone who may sell phones: phone and name are verified. */
    public Person seller(String name) {
        return known.computeIfAbsent(name, this::verified);
    }

    /** Someone who may buy phones: phone and name are verified. */
    public Person buyer(String name) {
        return seller(name);
    }

    private Person verified(String name) {
        var person = market.gateway().logIn(name);
        int index = Math.max(0, MEMBERS.indexOf(name));
        market.withPhone(person, "+86138001380" + String.format("%02d", index));
        return market.withRealName(person, "测试" + name, residentId(index));
    }

    /** A well-formed resident id number of nobody: a valid county and birthday, and the check digit of GB 11643-1999. */
    private static String residentId(int index) {
        var body = "110101" + "19900307" + String.format("%03d", 100 + index);
        int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += (body.charAt(i) - '0') * weights[i];
        }
        return body + "10X98765432".charAt(sum % 11);
    }
}
