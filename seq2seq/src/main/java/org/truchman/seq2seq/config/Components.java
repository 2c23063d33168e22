package org.truchman.seq2seq.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** Reads and rebuilds records through their components, in order of declaration. */
final class Components {

  private Components() {}

  /**
   * Gives the value of one component.
   *
   * @param owner the record
   * @param component one of its components
   * @return the value, boxed if primitive
   */
  static Object value(Record owner, RecordComponent component) {
    try {
      return component.getAccessor().invoke(owner);
    } catch (IllegalAccessException | InvocationTargetException failure) {
      throw new IllegalStateException("cannot read " + component, failure);
    }
  }

  /**
   * Gives a copy of a record in which one component has another value.
   *
   * @param original the record
   * @param name the component
   * @param value its new value
   * @return the copy
   * @throws IllegalArgumentException if the record refuses the value
   */
  static <R extends Record> R copy(R original, String name, Object value) {
    RecordComponent[] components = original.getClass().getRecordComponents();
    Object[] values =
        Arrays.stream(components)
            .map(part -> part.getName().equals(name) ? value : value(original, part))
            .toArray();
    @SuppressWarnings("unchecked")
    Class<R> type = (Class<R>) original.getClass();
    return build(type, values);
  }

  /**
   * Builds a record.
   *
   * @param type the record's class
   * @param values one value for each component
   * @return the record
   * @throws IllegalArgumentException if the record refuses a value
   */
  static <R extends Record> R build(Class<R> type, Object[] values) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<R> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (InvocationTargetException failure) {
      if (failure.getCause() instanceof RuntimeException refusal) {
        throw refusal;
      }
      throw new IllegalStateException("cannot build " + type.getName(), failure);
    } catch (ReflectiveOperationException failure) {
      throw new IllegalStateException("cannot build " + type.getName(), failure);
    }
  }
}
