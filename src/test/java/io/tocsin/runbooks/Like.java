package io.tocsin.runbooks;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** Makes records that are like another but for one part. */
final class Like {
  private Like() {}

  /**
   * The same record with another value in one component. Throws {@link IllegalArgumentException}
   * when it has no such component.
   */
  static <T extends Record> T with(T record, String part, Object value) {
    RecordComponent[] parts = record.getClass().getRecordComponents();
    if (Arrays.stream(parts).noneMatch(one -> one.getName().equals(part))) {
      throw new IllegalArgumentException(record.getClass() + " has no " + part);
    }
    try {
      Object[] values = new Object[parts.length];
      for (int i = 0; i < parts.length; i++) {
        values[i] = parts[i].getName().equals(part) ? value : parts[i].getAccessor().invoke(record);
      }
      Class<?>[] types =
          Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
      return cast(record.getClass().getDeclaredConstructor(types).newInstance(values));
    } catch (ReflectiveOperationException refused) {
      throw new IllegalStateException(refused);
    }
  }

  @SuppressWarnings("unchecked")
  private static <T> T cast(Object made) {
    return (T) made;
  }
}
