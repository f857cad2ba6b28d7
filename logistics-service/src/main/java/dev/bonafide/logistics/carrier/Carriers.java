package dev.bonafide.logistics.carrier;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The carriers of this installation. */
@ApplicationScoped
public class Carriers {

    private final Map<String, Carrier> offered;

    Carriers(@All List<Carrier> carriers) {
        this.offered = carriers.stream()
                .filter(Carrier::isOffered)
                .collect(Collectors.toUnmodifiableMap(Carrier::code, Function.identity()));
    }

    /** The carrier with that code, if parcels can be sent with it. */
    public Optional<Carrier> find(String code) {
        return Optional.ofNullable(offered.get(code));
    }

    /** The carrier of a shipment that exists, and which must therefore be offered. */
    public Carrier required(String code) {
        return find(code).orElseThrow(() -> new IllegalStateException("Carrier " + code + " is not offered any more"));
    }
}
