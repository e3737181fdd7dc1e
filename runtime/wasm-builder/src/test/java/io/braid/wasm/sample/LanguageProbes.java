package io.braid.wasm.sample;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.NullUnmarked;

/** The Java language: what throws, what wraps, what is dispatched where. */
@NullUnmarked
@SuppressWarnings({"all", "NullAway"})
final class LanguageProbes {
  private LanguageProbes() {}

  enum Colour {
    RED {
      @Override
      int weight() {
        return 7;
      }
    },
    GREEN,
    BLUE;

    int weight() {
      return ordinal();
    }
  }

  sealed interface Shape {
    record Square(long side) implements Shape {}

    record Circle(long radius) implements Shape {}

    record Both(Shape first, Shape second) implements Shape {}
  }

  record Pair<A, B>(A first, B second) {}

  record Checked(int value) {
    Checked {
      if (value < 0) {
        throw new IllegalArgumentException("expected at least 0, found " + value);
      }
    }
  }

  interface Named {
    String name();

    default String greeting() {
      return "hi " + name();
    }

    static Named of(String name) {
      return () -> name;
    }
  }

  abstract static class Base<T> {
    abstract T make(T from);

    T twice(T from) {
      return make(make(from));
    }
  }

  static final class Doubling extends Base<String> {
    @Override
    String make(String from) {
      return from + from;
    }
  }

  static final class First {
    static final List<String> ORDER = new ArrayList<>();
    static final int VALUE = mark("first");

    static int mark(String name) {
      ORDER.add(name);
      return ORDER.size();
    }
  }

  static final class Second {
    static final int VALUE = First.mark("second") + First.VALUE;
  }

  static final class Refusal extends Exception {
    final int code;

    Refusal(int code) {
      super("refused " + code, null, false, false);
      this.code = code;
    }
  }

  static final class Resource implements AutoCloseable {
    final StringBuilder trace;
    final String name;

    Resource(StringBuilder trace, String name) {
      this.trace = trace.append('+').append(name);
      this.name = name;
    }

    @Override
    public void close() {
      trace.append('-').append(name);
    }
  }

  static long area(Shape shape) {
    return switch (shape) {
      case Shape.Square(long side) when side > 1000 -> -1;
      case Shape.Square(long side) -> side * side;
      case Shape.Circle circle -> 3 * circle.radius() * circle.radius();
      case Shape.Both(Shape.Square(var side), Shape.Circle(var radius)) -> side + radius;
      case Shape.Both(var first, var second) -> area(first) + area(second);
    };
  }

  static Shape shape(Seeded in, int depth) {
    return switch (in.below(depth > 4 ? 2 : 3)) {
      case 0 -> new Shape.Square(in.edgy());
      case 1 -> new Shape.Circle(in.below(1000));
      default -> new Shape.Both(shape(in, depth + 1), shape(in, depth + 1));
    };
  }

  static String describe(Object object) {
    return switch (object) {
      case null -> "null";
      case Integer i when i > 10 -> "big " + i;
      case Integer i -> "int " + i;
      case String s -> "text " + s.length();
      case Colour c when c == Colour.RED -> "red";
      case Colour c -> "colour " + c.weight();
      case int[] a -> "ints " + a.length;
      case List<?> l -> "list " + l.size();
      default -> "other";
    };
  }

  static Object nothing(Seeded in) {
    return in.below(1) == 0 ? null : "something";
  }

  static int depth(int n) {
    return n == 0 ? 0 : 1 + depth(n - 1);
  }

  static int refuse(int code) throws Refusal {
    if (code % 2 == 0) {
      throw new Refusal(code);
    }
    return code;
  }

  static String tryFinally(int code) {
    StringBuilder trace = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      try {
        trace.append(refuse(code + i));
        if (i == 1) {
          continue;
        }
        trace.append('t');
      } catch (Refusal refusal) {
        trace.append('c').append(refusal.code);
        if (refusal.code > 40) {
          return trace.append("!").toString();
        }
      } finally {
        trace.append('f');
      }
    }
    return trace.toString();
  }

  private static Object[] objects(Seeded in) {
    return in.below(1) == 0 ? new String[1] : new Object[1];
  }

  static List<Probe> all() {
    List<Probe> probes = new ArrayList<>();
    arithmetic(probes);
    failures(probes);
    dispatch(probes);
    return probes;
  }

  private static void arithmetic(List<Probe> p) {
    p.add(new Probe("int divide", in -> (int) in.edgy() / (int) in.edgy()));
    p.add(new Probe("int remainder", in -> (int) in.edgy() % (int) in.edgy()));
    p.add(new Probe("long divide", in -> in.edgy() / in.edgy()));
    p.add(new Probe("long remainder", in -> in.edgy() % in.edgy()));
    p.add(
        new Probe(
            "compound divide",
            in -> {
              long x = in.edgy();
              x /= in.edgy();
              int y = (int) x;
              y %= 7;
              return x + " " + y;
            }));
    p.add(new Probe("multiply add", in -> in.edgy() * in.edgy() + in.edgy() - in.edgy()));
    p.add(
        new Probe(
            "shifts",
            in -> {
              int s = (int) in.edgy();
              long x = in.edgy();
              int y = (int) in.edgy();
              return (x << s) + " " + (x >> s) + " " + (x >>> s) + " " + (y << s) + " " + (y >> s)
                  + " " + (y >>> s);
            }));
    p.add(
        new Probe(
            "narrowing",
            in -> {
              long x = in.edgy();
              return (byte) x + " " + (short) x + " " + (int) (char) x + " " + (int) x;
            }));
    p.add(
        new Probe(
            "byte arithmetic",
            in -> {
              byte b = (byte) in.edgy();
              b += in.below(300);
              b >>>= 1;
              b++;
              return b + " " + (b & 255);
            }));
    p.add(
        new Probe(
            "char arithmetic",
            in -> {
              char c = (char) in.edgy();
              c++;
              return (int) c + " " + (c > 'a');
            }));
    p.add(
        new Probe(
            "comparisons",
            in -> {
              long a = in.edgy();
              long b = in.edgy();
              return (a < b)
                  + " "
                  + (a == b)
                  + " "
                  + ((int) a >= (int) b)
                  + Boolean.compare(a > 0, b > 0);
            }));
  }

  private static void failures(List<Probe> p) {
    p.add(new Probe("null call", in -> nothing(in).toString()));
    p.add(new Probe("null field", in -> ((Resource) nothing(in)).name));
    p.add(new Probe("null array", in -> ((int[]) nothing(in))[0]));
    p.add(new Probe("null array length", in -> ((byte[]) nothing(in)).length));
    p.add(
        new Probe(
            "null array store",
            in -> {
              ((byte[]) nothing(in))[3] = 1;
              return "stored";
            }));
    p.add(new Probe("null interface call", in -> ((Named) nothing(in)).greeting()));
    p.add(
        new Probe(
            "null record pattern",
            in -> {
              Shape s = (Shape) nothing(in);
              return switch (s) {
                case Shape.Square q -> 1;
                default -> 2;
              };
            }));
    p.add(new Probe("null unboxed", in -> (int) (Integer) nothing(in) + 1));
    p.add(
        new Probe(
            "null string switch",
            in ->
                switch ((String) nothing(in)) {
                  case "a" -> 1;
                  default -> 2;
                }));
    p.add(
        new Probe(
            "null enum switch",
            in ->
                switch ((Colour) nothing(in)) {
                  case RED -> 1;
                  default -> 2;
                }));
    p.add(
        new Probe(
            "null iterated",
            in -> {
              int n = 0;
              for (Object o : (List<?>) nothing(in)) n++;
              return n;
            }));
    p.add(
        new Probe(
            "null thrown",
            in -> {
              throw (RuntimeException) nothing(in);
            }));
    p.add(
        new Probe(
            "null locked",
            in -> {
              synchronized (nothing(in)) {
                return 1;
              }
            }));
    p.add(new Probe("index", in -> new int[] {1, 2, 3}[in.below(8) - 2]));
    p.add(new Probe("byte index", in -> new byte[] {1, 2, 3}[(int) in.edgy()]));
    p.add(
        new Probe(
            "long index store",
            in -> {
              long[] a = new long[4];
              a[in.below(9) - 3] = 1;
              return a.length;
            }));
    p.add(new Probe("object index", in -> new String[] {"a"}[(int) in.edgy()]));
    p.add(new Probe("array of negative length", in -> new int[in.below(5) - 2].length));
    p.add(
        new Probe(
            "array of arrays",
            in -> {
              int[][] a = new int[in.below(4) - 1][in.below(4) - 1];
              return a.length;
            }));
    p.add(
        new Probe(
            "cast",
            in -> {
              Object o = in.below(2) == 0 ? "text" : (Object) 5;
              return (String) o;
            }));
    p.add(
        new Probe(
            "cast to interface", in -> ((Named) (Object) Integer.valueOf(in.below(5))).name()));
    p.add(new Probe("cast of array", in -> ((int[]) (Object) new byte[in.below(3)]).length));
    p.add(
        new Probe(
            "generic cast",
            in -> {
              List<Object> l = new ArrayList<>();
              l.add(in.below(3));
              List<String> s = (List<String>) (List<?>) l;
              return s.get(0).length();
            }));
    p.add(
        new Probe(
            "array copy",
            in -> {
              int[] a = {1, 2, 3, 4};
              System.arraycopy(a, in.below(6) - 1, a, in.below(6) - 1, in.below(6) - 1);
              return a[0] + "" + a[1] + a[2] + a[3];
            }));
    p.add(
        new Probe(
            "array copy of other type",
            in -> {
              System.arraycopy(new byte[4], 0, new int[4], 0, in.below(4));
              return "copied";
            }));
    p.add(
        new Probe(
            "enum value", in -> Colour.valueOf(in.below(2) == 0 ? "GREEN" : "PINK").weight()));
    p.add(new Probe("enum index", in -> Colour.values()[in.below(5)]));
    p.add(new Probe("char at", in -> "abc".charAt(in.below(6) - 1)));
    p.add(new Probe("substring", in -> "abcdef".substring(in.below(9) - 1, in.below(9) - 1)));
    p.add(new Probe("record invariant", in -> new Checked((int) in.edgy())));
    p.add(
        new Probe(
            "exception message",
            in -> {
              try {
                return refuse(in.below(6));
              } catch (Refusal r) {
                return r.getMessage() + r.code + r.getStackTrace().length;
              }
            }));
    p.add(
        new Probe(
            "cause",
            in -> {
              var e = new IllegalStateException("outer", new Refusal(3));
              return e.getMessage() + e.getCause().getMessage() + e;
            }));
    p.add(new Probe("try finally", in -> tryFinally(in.below(60))));
    p.add(
        new Probe(
            "return from finally",
            in -> {
              int x = 1;
              try {
                return x;
              } finally {
                x = 2;
              }
            }));
    p.add(
        new Probe(
            "resources",
            in -> {
              StringBuilder t = new StringBuilder();
              try (var a = new Resource(t, "a");
                  var b = new Resource(t, "b")) {
                t.append(refuse(in.below(4)));
              } catch (Refusal r) {
                t.append("c");
              } finally {
                t.append("f");
              }
              return t;
            }));
    p.add(
        new Probe(
            "exception through frames",
            in -> {
              int n = 0;
              for (int i = 0; i < 20; i++) {
                try {
                  n += area(i % 3 == 0 ? null : new Shape.Square(i));
                } catch (NullPointerException e) {
                  n += 1000;
                }
              }
              return n;
            }));
    p.add(new Probe("depth", in -> depth(in.below(1500))));
  }

  private static void dispatch(List<Probe> p) {
    p.add(new Probe("record patterns", in -> area(shape(in, 0))));
    p.add(
        new Probe(
            "object switch",
            in ->
                describe(
                    new Object[] {
                          null, 5, 50, "abc", Colour.RED, Colour.BLUE, new int[4], List.of(1, 2), 2L
                        }
                        [in.below(9)])));
    p.add(
        new Probe(
            "record equals and text",
            in ->
                new Pair<>(in.text(3), in.edgy()).equals(new Pair<>("x", 5L))
                    + " "
                    + new Pair<>("x", 5).equals(new Pair<>("x", 5))
                    + new Pair<>(in.text(2), shape(in, 3))));
    p.add(
        new Probe(
            "enums",
            in ->
                Colour.values()[in.below(3)].weight()
                    + Colour.RED.name()
                    + Colour.BLUE.compareTo(Colour.RED)
                    + Colour.RED.getDeclaringClass().getSimpleName()));
    p.add(
        new Probe(
            "enum switch",
            in ->
                switch (Colour.values()[in.below(3)]) {
                  case RED -> "r";
                  case GREEN -> "g";
                  case BLUE -> "b";
                }));
    p.add(
        new Probe(
            "string switch",
            in ->
                switch ("k" + in.below(5)) {
                  case "k0" -> "zero";
                  case "k1", "k3" -> "odd";
                  case "Aa" -> 1;
                  case "BB" -> 2;
                  default -> "none";
                }));
    p.add(
        new Probe(
            "colliding string switch",
            in ->
                switch (in.below(2) == 0 ? "Aa" : "BB") {
                  case "Aa" -> 1;
                  case "BB" -> 2;
                  default -> 3;
                }));
    p.add(
        new Probe(
            "bridge methods",
            in -> {
              Base<String> b = new Doubling();
              return b.twice(in.text(2));
            }));
    p.add(new Probe("default methods", in -> Named.of(in.text(3)).greeting()));
    p.add(
        new Probe(
            "composed functions",
            in ->
                Function.<Integer>identity()
                        .andThen(x -> x + 1)
                        .compose(String::length)
                        .apply(in.text(in.below(9)))
                    + " "
                    + ((BinaryOperator<Integer>) Math::max).apply(3, 9)));
    p.add(
        new Probe(
            "constructor reference",
            in -> {
              Function<Integer, Checked> f = Checked::new;
              return f.apply(in.below(9));
            }));
    p.add(
        new Probe(
            "captured variables",
            in -> {
              int[] count = {0};
              int base = in.below(50);
              IntUnaryOperator f = x -> x + base + ++count[0];
              return f.applyAsInt(1) + " " + f.applyAsInt(2);
            }));
    p.add(
        new Probe(
            "inner classes",
            in -> {
              class Outer {
                int n = in.below(9);

                class Inner {
                  int get() {
                    return n++;
                  }
                }
              }
              Outer o = new Outer();
              return o.new Inner().get() + o.new Inner().get();
            }));
    p.add(
        new Probe(
            "iterators",
            in -> {
              int sum = 0;
              Iterable<Integer> it =
                  () ->
                      new Iterator<>() {
                        int i;

                        @Override
                        public boolean hasNext() {
                          return i < 4;
                        }

                        @Override
                        public Integer next() {
                          if (i > 3) throw new NoSuchElementException();
                          return i++;
                        }
                      };
              for (int x : it) sum += x;
              return sum;
            }));
    p.add(
        new Probe(
            "labels",
            in -> {
              int n = 0;
              outer:
              for (int i = 0; i < 10; i++) {
                for (int j = 0; j < 10; j++) {
                  if (j == i) continue outer;
                  if (i == 7) break outer;
                  n += j;
                }
              }
              return n;
            }));
    p.add(new Probe("order of static initialisers", in -> Second.VALUE + " " + First.ORDER));
    p.add(
        new Probe(
            "instanceof",
            in -> {
              Object o = new Object[] {new int[0], "s", new String[0], 5, Colour.RED}[in.below(5)];
              return (o instanceof int[])
                  + ""
                  + (o instanceof Object[])
                  + (o instanceof Comparable<?>)
                  + (o instanceof CharSequence c && c.length() == 1)
                  + (o instanceof Enum<?>);
            }));
    p.add(
        new Probe(
            "arrays of arrays",
            in -> {
              long[][][] a = new long[3][4][5];
              a[2][in.below(4)][4] = 9;
              long[][] c = a[2].clone();
              long s = 0;
              for (long[] r : c) s += r[4];
              return s;
            }));
    p.add(
        new Probe(
            "evaluation order",
            in -> {
              int[] a = {0, 0, 0};
              int i = 0;
              a[i++] = i++ + i;
              a[i] += i;
              return a[0] + " " + a[1] + " " + a[2] + i;
            }));
    p.add(
        new Probe(
            "boxes",
            in -> {
              Integer a = in.below(100);
              Long b = (long) a;
              Object o = in.below(2) == 0 ? a : b;
              return a.equals(b.intValue())
                  + " "
                  + o
                  + Integer.valueOf(5).hashCode()
                  + b.hashCode();
            }));
    p.add(
        new Probe(
            "ternary supplier",
            in -> {
              Supplier<String> s = in.below(2) == 0 ? () -> "a" : () -> "b";
              return s.get();
            }));
    p.add(
        new Probe(
            "text block",
            in ->
                """
                a
                  b\tc %s\
                """
                    .replace("%s", in.text(1))));
  }
}
