package io.scalewatch.embedded.test;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// An empty database on the server of [TestStack], for tests of the schema itself. It ends with the server.
///
/// @param url JDBC
public record FreshDatabase(String url, String user, String password) {

    public static FreshDatabase create() throws SQLException {
        TestStack stack = TestStack.shared();
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection =
                        DriverManager.getConnection(stack.jdbcUrl(), stack.databaseUser(), stack.databasePassword());
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        String url = stack.jdbcUrl().replaceFirst("/[^/?]+(\\?|$)", "/" + name + "$1");
        return new FreshDatabase(url, stack.databaseUser(), stack.databasePassword());
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    /// How many rows there are, by table.
    ///
    /// @param schema whose tables; the migrations' own is left out
    public Map<String, Long> rows(String schema) throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String table : column(statement, """
                    select table_name from information_schema.tables
                    where table_schema = '%s' and table_name <> 'flyway_schema_history'""".formatted(schema))) {
                String count = column(statement, "select count(*) from %s.\"%s\"".formatted(schema, table))
                        .getFirst();
                counts.put(table, Long.valueOf(count));
            }
        }
        return counts;
    }

    /// Columns, constraints and indices of a schema, as text.
    public List<String> structure(String schema) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            List<String> all = new ArrayList<>(column(statement, """
                    select concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default)
                    from information_schema.columns where table_schema = '%s' order by 1""".formatted(schema)));
            all.addAll(column(statement, """
                    select conrelid::regclass || ' ' || pg_get_constraintdef(oid) from pg_constraint
                    where connamespace = '%s'::regnamespace order by 1""".formatted(schema)));
            all.addAll(column(
                    statement, "select indexdef from pg_indexes where schemaname = '%s' order by 1".formatted(schema)));
            return all;
        }
    }

    private static List<String> column(Statement statement, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    /// Without the password, which stays out of logs.
    @Override
    public String toString() {
        return "FreshDatabase[" + url + "]";
    }
}
