package io.scalewatch.task.runs;

import io.scalewatch.contracts.event.Prices;
import io.scalewatch.task.database.Database;
import io.scalewatch.task.fleet.DeployedModel;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// The prices as the endpoints declare them now.
@ApplicationScoped
class StoredPrices implements EndpointPrices {

    private final Database database;

    StoredPrices(Database database) {
        this.database = database;
    }

    @Override
    public Map<String, Prices> of(Collection<DeployedModel> models) {
        Object[] endpoints =
                models.stream().map(DeployedModel::endpoint).distinct().toArray();
        return database.call(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT name, prompt_price, completion_price FROM task.endpoint"
                            + " WHERE name = ANY (?) AND prompt_price IS NOT NULL")) {
                select.setArray(1, connection.createArrayOf("text", endpoints));
                Map<String, Prices> prices = new HashMap<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        prices.put(row.getString(1), new Prices(row.getDouble(2), row.getDouble(3)));
                    }
                }
                return prices;
            }
        });
    }
}
