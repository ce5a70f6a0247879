package io.scalewatch.scoring;

import io.scalewatch.scoring.pipeline.LoopClients;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;

/// Clients of a real broker that come back from everything but one call: there the loop stands still for ever,
/// and what it has open stays open.
public final class HaltingClients implements LoopClients {

    private final LoopClients clients;
    private final Step step;
    private final Runnable halted;
    private int polls;
    private int transactions;
    private int sends;

    /// @param halted called once, before the loop stands still
    public HaltingClients(LoopClients clients, Step step, Runnable halted) {
        this.clients = clients;
        this.step = step;
        this.halted = halted;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Consumer<byte[], byte[]> consumer() {
        Consumer<byte[], byte[]> consumer = clients.consumer();
        return (Consumer<byte[], byte[]>) proxy(Consumer.class, (method, arguments) -> {
            Object result = invoke(consumer, method, arguments);
            if (method.getName().equals("poll") && !((ConsumerRecords<?, ?>) result).isEmpty() && ++polls == 2) {
                haltAt(Step.AFTER_POLL);
            }
            return result;
        });
    }

    @Override
    @SuppressWarnings("unchecked")
    public Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> producer = clients.producer();
        return (Producer<byte[], byte[]>) proxy(Producer.class, (method, arguments) -> {
            String name = method.getName();
            if (transactions == 2 && name.equals("sendOffsetsToTransaction")) {
                haltAt(Step.BEFORE_OFFSETS);
            }
            if (transactions == 2 && name.equals("commitTransaction")) {
                haltAt(Step.BEFORE_COMMIT);
            }
            Object result = invoke(producer, method, arguments);
            switch (name) {
                case "beginTransaction" -> {
                    transactions++;
                    if (transactions == 2) {
                        haltAt(Step.AFTER_BEGIN);
                    }
                }
                case "send" -> {
                    if (transactions == 2 && ++sends == 1) {
                        producer.flush();
                        haltAt(Step.BETWEEN_SENDS);
                    }
                }
                case "commitTransaction" -> {
                    if (transactions == 2) {
                        haltAt(Step.AFTER_COMMIT);
                    }
                }
                default -> {}
            }
            return result;
        });
    }

    private void haltAt(Step reached) {
        if (reached == step) {
            halted.run();
            while (true) {
                LockSupport.park();
            }
        }
    }

    private interface Call {

        Object with(Method method, Object[] arguments) throws Throwable;
    }

    private static Object proxy(Class<?> type, Call call) {
        return Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call.with(method, arguments));
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
