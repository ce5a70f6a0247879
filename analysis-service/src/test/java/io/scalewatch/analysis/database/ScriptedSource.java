package io.scalewatch.analysis.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/// A database that answers each statement as it is told to, whatever the arguments.
public final class ScriptedSource {

    private ScriptedSource() {}

    /// What a statement finds.
    public interface Script {

        /// @return by column; their order is that of the map, and a list is an array of SQL
        List<? extends Map<String, ?>> rows(String sql) throws SQLException;
    }

    public static DataSource of(Script script) {
        Connection connection = proxy(Connection.class, (self, method, arguments) -> switch (method.getName()) {
            case "prepareStatement" -> statement(script, (String) arguments[0]);
            default -> null;
        });
        return proxy(DataSource.class, (self, method, arguments) -> switch (method.getName()) {
            case "getConnection" -> connection;
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private static PreparedStatement statement(Script script, String sql) {
        return proxy(PreparedStatement.class, (self, method, arguments) -> switch (method.getName()) {
            case "executeQuery" -> rows(script.rows(sql));
            case "executeUpdate" -> script.rows(sql).size();
            default -> null;
        });
    }

    private static ResultSet rows(List<? extends Map<String, ?>> found) {
        Iterator<? extends Map<String, ?>> left = found.iterator();
        return proxy(ResultSet.class, new InvocationHandler() {
            private Map<String, ?> row = Map.of();

            @Override
            public Object invoke(Object self, java.lang.reflect.Method method, Object[] arguments) {
                return switch (method.getName()) {
                    case "next" -> {
                        boolean more = left.hasNext();
                        row = more ? left.next() : Map.of();
                        yield more;
                    }
                    case "getArray" -> array((List<?>) value(arguments[0]));
                    case "getString", "getObject", "getInt", "getLong" -> value(arguments[0]);
                    default -> null;
                };
            }

            private Object value(Object column) {
                return column instanceof Integer index
                        ? row.values().stream().skip(index - 1L).findFirst().orElseThrow()
                        : row.get((String) column);
            }
        });
    }

    private static Array array(List<?> values) {
        return proxy(Array.class, (self, method, arguments) -> switch (method.getName()) {
            case "getArray" -> values.toArray();
            default -> null;
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
