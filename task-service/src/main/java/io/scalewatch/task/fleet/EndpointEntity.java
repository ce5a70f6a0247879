package io.scalewatch.task.fleet;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.scalewatch.contracts.event.EndpointDeclared;
import io.scalewatch.contracts.event.Prices;
import io.scalewatch.contracts.event.RateLimits;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A row of `endpoint`.
@Entity
@Table(name = "endpoint")
public class EndpointEntity extends PanacheEntityBase {

    @Id
    public String name;

    public String baseUrl;

    @Enumerated(EnumType.STRING)
    public EndpointDeclared.Protocol protocol;

    public String keyName;

    /// US dollars per million tokens; both or none.
    public Double promptPrice;

    public Double completionPrice;

    public Integer requestsPerMinute;

    public Long tokensPerMinute;

    /// Names of [EndpointDeclared.Capability].
    public String[] capabilities;

    private Optional<Prices> prices() {
        return Optional.ofNullable(promptPrice).map(price -> new Prices(price, completionPrice));
    }

    private List<EndpointDeclared.Capability> capabilities() {
        return Arrays.stream(capabilities)
                .map(EndpointDeclared.Capability::valueOf)
                .toList();
    }

    EndpointDeclared toRecord() {
        return new EndpointDeclared(
                name,
                baseUrl,
                protocol,
                Optional.ofNullable(keyName),
                prices(),
                capabilities(),
                Optional.of(
                        new RateLimits(Optional.ofNullable(requestsPerMinute), Optional.ofNullable(tokensPerMinute))));
    }
}
