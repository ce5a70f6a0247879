package io.scalewatch.task.runs;

import io.scalewatch.contracts.event.Prices;
import io.scalewatch.task.fleet.DeployedModel;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// What the tokens of endpoints cost.
interface EndpointPrices {

    /// By endpoint, of those of these models that have prices.
    Map<String, Prices> of(Collection<DeployedModel> models);

    /// The endpoints of these models that have none.
    default List<String> missing(Collection<DeployedModel> models) {
        Map<String, Prices> known = of(models);
        return models.stream()
                .map(DeployedModel::endpoint)
                .distinct()
                .filter(endpoint -> !known.containsKey(endpoint))
                .toList();
    }
}
