package io.scalewatch.http;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Whether a request may have been sent, by what browsers say in it. A program that is no browser is held to
/// the name of the host alone.
///
/// *Host*: a page of another site can point its own name to this machine (DNS rebinding); its requests then
/// carry that name. Addresses, and names without a dot, can't be had that way.
///
/// *Origin*: browsers name the page behind every request that changes something, and no page can forge it.
final class CallerCheck {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private final Set<String> origins;
    private final Set<String> hosts;

    /// @param field the header that is wrong
    record Refusal(String field, String reason, String remedy) {}

    /// @param host name or address without its port; absent where the request has none, as no browser's
    /// @param authority name or address with its port, as the request has it
    /// @param fetchSite `Sec-Fetch-Site`
    record Call(
            String method,
            Optional<String> host,
            Optional<String> authority,
            Optional<String> origin,
            Optional<String> fetchSite) {}

    /// @throws IllegalArgumentException names the property that can't be so
    CallerCheck(List<String> origins, List<String> hosts) {
        origins.forEach(CallerCheck::requireOrigin);
        hosts.forEach(CallerCheck::requireHost);
        this.origins = lowerCase(origins);
        this.hosts = lowerCase(hosts);
    }

    /// Why the call is refused; empty where it is not.
    Optional<Refusal> refusal(Call call) {
        if (call.host().isPresent() && !isKnown(call.host().get())) {
            return Optional.of(new Refusal(
                    "Host",
                    "is no name of this service",
                    "call it by its address, or name it in scalewatch.http.hosts"));
        }
        if (READING.contains(call.method())) {
            return Optional.empty();
        }
        boolean foreign = call.origin().isPresent()
                ? !isOwnOrNamed(call.origin().get(), call.authority())
                : call.fetchSite().filter("cross-site"::equals).isPresent();
        return foreign
                ? Optional.of(new Refusal(
                        "Origin",
                        "is another site's: its pages may not change anything here",
                        "use this service's own page, or name the origin in scalewatch.http.origins"))
                : Optional.empty();
    }

    private boolean isKnown(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        return !name.contains(".")
                || name.contains(":")
                || name.endsWith(".localhost")
                || IPV4.matcher(name).matches()
                || hosts.contains(name);
    }

    /// The scheme is left out of the comparison with the service's own name: a proxy may end the encryption.
    private boolean isOwnOrNamed(String origin, Optional<String> authority) {
        String said = origin.toLowerCase(Locale.ROOT);
        if (origins.contains(said)) {
            return true;
        }
        int scheme = said.indexOf("://");
        return scheme > 0
                && authority
                        .filter(own -> own.equalsIgnoreCase(said.substring(scheme + 3)))
                        .isPresent();
    }

    private static void requireOrigin(String origin) {
        URI uri;
        try {
            uri = URI.create(origin);
        } catch (IllegalArgumentException e) {
            throw unlike(origin);
        }
        boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!web || uri.getHost() == null || !origin.equals(uri.getScheme() + "://" + uri.getAuthority())) {
            throw unlike(origin);
        }
    }

    private static IllegalArgumentException unlike(String origin) {
        return new IllegalArgumentException(
                "scalewatch.http.origins must list origins like http://localhost:8704, but has " + origin);
    }

    private static void requireHost(String host) {
        if (!host.matches("[A-Za-z0-9.-]+")) {
            throw new IllegalArgumentException(
                    "scalewatch.http.hosts must list names like scalewatch.example.com, but has " + host);
        }
    }

    private static Set<String> lowerCase(List<String> texts) {
        return texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }
}
