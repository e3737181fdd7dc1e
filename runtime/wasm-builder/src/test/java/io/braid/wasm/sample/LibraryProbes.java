package io.braid.wasm.sample;

import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.NullUnmarked;

/** The parts of the JDK that a runtime may use. */
@NullUnmarked
@SuppressWarnings({"all", "NullAway"})
final class LibraryProbes {
  private LibraryProbes() {}

  static List<Probe> all() {
    List<Probe> probes = new ArrayList<>();
    numbers(probes);
    bigIntegers(probes);
    text(probes);
    arrays(probes);
    lists(probes);
    maps(probes);
    others(probes);
    return probes;
  }

  private static BigInteger big(Seeded in) {
    return switch (in.below(4)) {
      case 0 -> BigInteger.valueOf(in.edgy());
      case 1 -> new BigInteger(in.bytes(1 + in.below(16)));
      case 2 -> new BigInteger(1, in.bytes(in.below(40)));
      default -> BigInteger.ONE.shiftLeft(in.below(300)).negate();
    };
  }

  private static void numbers(List<Probe> p) {
    p.add(new Probe("add exact", in -> Math.addExact((int) in.edgy(), (int) in.edgy())));
    p.add(new Probe("add exact long", in -> Math.addExact(in.edgy(), in.edgy())));
    p.add(new Probe("subtract exact", in -> Math.subtractExact((int) in.edgy(), (int) in.edgy())));
    p.add(new Probe("subtract exact long", in -> Math.subtractExact(in.edgy(), in.edgy())));
    p.add(new Probe("multiply exact", in -> Math.multiplyExact((int) in.edgy(), (int) in.edgy())));
    p.add(new Probe("multiply exact long", in -> Math.multiplyExact(in.edgy(), in.edgy())));
    p.add(new Probe("multiply exact mixed", in -> Math.multiplyExact(in.edgy(), (int) in.edgy())));
    p.add(new Probe("negate exact", in -> Math.negateExact(in.edgy())));
    p.add(new Probe("increment exact", in -> Math.incrementExact((int) in.edgy())));
    p.add(new Probe("increment exact long", in -> Math.incrementExact(in.edgy())));
    p.add(new Probe("decrement exact long", in -> Math.decrementExact(in.edgy())));
    p.add(new Probe("to int exact", in -> Math.toIntExact(in.edgy())));
    p.add(
        new Probe(
            "floor",
            in ->
                Math.floorMod((int) in.edgy(), (int) in.edgy())
                    + " "
                    + Math.floorDiv(in.edgy(), in.edgy())));
    p.add(
        new Probe(
            "floor long",
            in ->
                Math.floorMod(in.edgy(), in.edgy())
                    + " "
                    + Math.floorDiv((int) in.edgy(), (int) in.edgy())));
    p.add(new Probe("floor mod mixed", in -> Math.floorMod(in.edgy(), (int) in.edgy())));
    p.add(
        new Probe(
            "ceil div",
            in ->
                Math.ceilDiv(in.edgy(), in.edgy())
                    + " "
                    + Math.ceilDiv((int) in.edgy(), (int) in.edgy())));
    p.add(new Probe("clamp", in -> Math.clamp(in.edgy(), -5, 100)));
    p.add(
        new Probe(
            "abs min max",
            in -> {
              long a = in.edgy();
              long b = in.edgy();
              return Math.abs(a)
                  + " "
                  + Math.abs((int) b)
                  + " "
                  + Math.min(a, b)
                  + " "
                  + Math.max((int) a, (int) b)
                  + Long.signum(a)
                  + Integer.signum((int) b)
                  + Long.max(a, b)
                  + Integer.sum(3, (int) a)
                  + Long.sum(a, b)
                  + Integer.min(1, (int) a)
                  + Long.min(a, b)
                  + Integer.max(1, (int) a);
            }));
    p.add(new Probe("abs exact", in -> Math.absExact(in.edgy())));
    p.add(
        new Probe(
            "multiply high",
            in -> {
              long a = in.edgy();
              long b = in.edgy();
              return Math.multiplyHigh(a, b)
                  + " "
                  + Math.unsignedMultiplyHigh(a, b)
                  + " "
                  + Math.multiplyFull((int) a, (int) b);
            }));
    p.add(
        new Probe(
            "unsigned long",
            in -> {
              long a = in.edgy();
              long b = in.edgy();
              return Long.divideUnsigned(a, b) + " " + Long.remainderUnsigned(a, b);
            }));
    p.add(
        new Probe(
            "unsigned int",
            in -> {
              int a = (int) in.edgy();
              int b = (int) in.edgy();
              return Integer.divideUnsigned(a, b) + " " + Integer.remainderUnsigned(a, b);
            }));
    p.add(
        new Probe(
            "unsigned text",
            in -> {
              long a = in.edgy();
              return Long.toUnsignedString(a)
                  + " "
                  + Integer.toUnsignedString((int) a)
                  + " "
                  + Integer.toUnsignedLong((int) a)
                  + " "
                  + Long.compareUnsigned(a, in.edgy())
                  + " "
                  + Integer.compareUnsigned((int) a, (int) in.edgy())
                  + " "
                  + Byte.toUnsignedInt((byte) a)
                  + Short.toUnsignedInt((short) a)
                  + Byte.toUnsignedLong((byte) a);
            }));
    p.add(
        new Probe(
            "parse unsigned",
            in ->
                Long.parseUnsignedLong(Long.toUnsignedString(in.edgy()))
                    + " "
                    + Integer.parseUnsignedInt(Integer.toUnsignedString((int) in.edgy()))));
    p.add(
        new Probe(
            "bits",
            in -> {
              long a = in.edgy();
              int b = (int) in.edgy();
              return Long.numberOfTrailingZeros(a)
                  + " "
                  + Long.numberOfLeadingZeros(a)
                  + " "
                  + Long.bitCount(a)
                  + " "
                  + Integer.reverse(b)
                  + " "
                  + Long.reverseBytes(a)
                  + " "
                  + Integer.reverseBytes(b)
                  + Long.rotateLeft(a, b)
                  + Long.rotateRight(a, 7)
                  + Integer.rotateLeft(b, 9)
                  + Integer.rotateRight(b, 3)
                  + Long.highestOneBit(a)
                  + Integer.lowestOneBit(b)
                  + Integer.bitCount(b)
                  + Integer.numberOfLeadingZeros(b)
                  + Integer.numberOfTrailingZeros(b)
                  + Integer.highestOneBit(b)
                  + Long.lowestOneBit(a)
                  + Long.reverse(a);
            }));
    p.add(
        new Probe(
            "number text",
            in -> {
              long a = in.edgy();
              return Long.toString(a)
                  + Integer.toString((int) a)
                  + Long.toHexString(a)
                  + Integer.toHexString((int) a)
                  + Long.toString(a, 36)
                  + Long.toBinaryString(a)
                  + Integer.toString((int) a, 16)
                  + Long.toOctalString(a);
            }));
    p.add(
        new Probe(
            "parse",
            in ->
                Integer.parseInt(in.below(2) == 0 ? "x" : "" + (int) in.edgy())
                    + Long.parseLong("-12")
                    + Integer.parseInt("-7f", 16)
                    + Integer.valueOf("12")
                    + Long.valueOf("77")));
    p.add(new Probe("parse overflow", in -> Integer.parseInt(Long.toString(in.edgy()))));
    p.add(
        new Probe(
            "hash codes",
            in -> {
              long a = in.edgy();
              return Long.hashCode(a)
                  + " "
                  + Boolean.hashCode(a > 0)
                  + " "
                  + in.text(5).hashCode()
                  + " "
                  + Integer.hashCode((int) a)
                  + Objects.hash(a, "x", null)
                  + Objects.hashCode(null);
            }));
    p.add(
        new Probe(
            "compare",
            in ->
                Integer.compare((int) in.edgy(), (int) in.edgy())
                    + Long.compare(in.edgy(), in.edgy())
                    + Boolean.compare(true, false)
                    + Character.compare('a', 'c')
                    + Byte.compare((byte) in.edgy(), (byte) 3)
                    + Byte.compareUnsigned((byte) in.edgy(), (byte) in.edgy())
                    + Short.compare((short) in.edgy(), (short) in.edgy())));
  }

  private static void bigIntegers(List<Probe> p) {
    p.add(new Probe("big sum", in -> big(in).add(big(in)).subtract(big(in)).multiply(big(in))));
    p.add(new Probe("big divide", in -> big(in).divide(big(in))));
    p.add(
        new Probe(
            "big remainder",
            in ->
                big(in).remainder(big(in))
                    + " "
                    + Arrays.toString(big(in).divideAndRemainder(BigInteger.TEN))));
    p.add(new Probe("big mod", in -> big(in).mod(big(in))));
    p.add(
        new Probe(
            "big and",
            in -> {
              BigInteger a = big(in);
              BigInteger b = big(in);
              return a.and(b);
            }));
    p.add(
        new Probe(
            "big or",
            in -> {
              BigInteger a = big(in);
              BigInteger b = big(in);
              return a.or(b);
            }));
    p.add(
        new Probe(
            "big xor",
            in -> {
              BigInteger a = big(in);
              BigInteger b = big(in);
              return a.xor(b);
            }));
    p.add(
        new Probe(
            "big andNot",
            in -> {
              BigInteger a = big(in);
              BigInteger b = big(in);
              return a.andNot(b);
            }));
    p.add(
        new Probe(
            "big unary",
            in -> {
              BigInteger a = big(in);
              return a.not()
                  + " "
                  + a.bitLength()
                  + " "
                  + a.bitCount()
                  + " "
                  + a.signum()
                  + a.getLowestSetBit()
                  + a.abs()
                  + a.negate();
            }));
    p.add(
        new Probe(
            "big shift",
            in -> {
              BigInteger a = big(in);
              return a.shiftLeft(in.below(70)) + " " + a.shiftRight(in.below(70));
            }));
    p.add(
        new Probe(
            "big bit",
            in -> {
              BigInteger a = big(in);
              return a.testBit(in.below(90))
                  + " "
                  + a.setBit(in.below(90))
                  + " "
                  + a.flipBit(in.below(90))
                  + " "
                  + a.clearBit(in.below(90));
            }));
    p.add(
        new Probe(
            "big compare",
            in -> {
              BigInteger a = big(in);
              BigInteger b = big(in);
              return a.compareTo(b) + " " + a.equals(b) + a.min(b) + a.max(b);
            }));
    p.add(
        new Probe(
            "big bytes",
            in ->
                Arrays.toString(big(in).toByteArray()) + big(in).longValue() + big(in).intValue()));
    p.add(new Probe("big exact", in -> big(in).longValueExact()));
    p.add(new Probe("big exact int", in -> big(in).intValueExact()));
    p.add(
        new Probe(
            "big text",
            in ->
                big(in).toString()
                    + big(in).toString(16)
                    + new BigInteger("-12345678901234567890").add(new BigInteger("ff", 16))));
    p.add(
        new Probe(
            "big power",
            in ->
                big(in).abs().pow(in.below(5))
                    + " "
                    + big(in).gcd(big(in))
                    + big(in).abs().sqrt()));
    p.add(
        new Probe(
            "big modular",
            in ->
                big(in)
                        .modPow(
                            BigInteger.valueOf(in.below(100)),
                            BigInteger.TWO.pow(127).subtract(BigInteger.ONE))
                    + " "
                    + BigInteger.valueOf(1 + in.below(9999))
                        .modInverse(BigInteger.valueOf(10007))));
  }

  private static void text(List<Probe> p) {
    p.add(
        new Probe(
            "utf-8",
            in -> Arrays.toString(in.text(in.below(20)).getBytes(StandardCharsets.UTF_8))));
    p.add(
        new Probe(
            "utf-8 from any bytes",
            in ->
                new String(in.bytes(in.below(12)), StandardCharsets.UTF_8).chars().sum()
                    + " "
                    + new String(in.bytes(8), StandardCharsets.UTF_8).length()));
    p.add(
        new Probe(
            "ascii",
            in ->
                new String(
                    "plain".getBytes(StandardCharsets.US_ASCII), StandardCharsets.ISO_8859_1)));
    p.add(
        new Probe(
            "lone surrogate",
            in -> Arrays.toString(("a" + (char) 0xD83D + "b").getBytes(StandardCharsets.UTF_8))));
    p.add(
        new Probe(
            "search",
            in -> {
              String s = in.text(30);
              return s.indexOf('a')
                  + " "
                  + s.lastIndexOf("b")
                  + s.contains("c")
                  + s.startsWith("d")
                  + s.endsWith("e")
                  + s.indexOf("é", 3)
                  + s.isEmpty()
                  + s.isBlank()
                  + s.charAt(0);
            }));
    p.add(
        new Probe(
            "change",
            in -> {
              String s = in.text(9);
              return s.toUpperCase()
                  + s.toLowerCase()
                  + s.replace('a', 'b')
                  + s.replace("é", "e")
                  + s.repeat(in.below(4))
                  + " x ".strip()
                  + " y ".trim()
                  + s.concat("!")
                  + s.substring(2)
                  + s.stripLeading()
                  + s.stripTrailing();
            }));
    p.add(new Probe("negative repeat", in -> "ab".repeat(in.below(4) - 2)));
    p.add(
        new Probe(
            "split and join",
            in -> {
              var j = new ArrayList<String>();
              for (String s : List.of("a", in.text(3))) j.add(s);
              return j + String.join("-", List.of("p", "q")) + String.join("/", "a", "b");
            }));
    p.add(
        new Probe(
            "compare text",
            in ->
                in.text(3).compareTo(in.text(3))
                    + " "
                    + in.text(1).equals(in.text(1))
                    + "Ab".equalsIgnoreCase("aB")
                    + "ab".compareToIgnoreCase("AC")
                    + "ab".contentEquals("ab")));
    p.add(
        new Probe(
            "value of",
            in ->
                String.valueOf(in.edgy())
                    + String.valueOf(true)
                    + String.valueOf('c')
                    + String.valueOf(new char[] {'x', 'y'})
                    + String.valueOf((Object) null)
                    + new String(new char[] {'a', 'b', 'c'}, 1, 2)
                    + "abc".toCharArray().length));
    p.add(
        new Probe(
            "builder",
            in ->
                new StringBuilder(in.text(5))
                    .reverse()
                    .insert(1, in.edgy())
                    .deleteCharAt(0)
                    .append((Object) null)
                    .append(true)
                    .append('c')
                    .append(in.below(9))
                    .append(new char[] {'q'})
                    .append("abcdef", 1, 3)
                    .replace(0, 1, "zz")
                    .indexOf("c")));
    p.add(
        new Probe(
            "builder text",
            in -> {
              var b = new StringBuilder();
              for (int i = 0; i < 40; i++) b.append(in.below(10)).append(',');
              b.setLength(b.length() - 1);
              b.setCharAt(0, 'X');
              return b + "" + b.length() + b.charAt(3);
            }));
    p.add(
        new Probe(
            "characters",
            in -> {
              char c = (char) in.below(300);
              return Character.isDigit(c)
                  + ""
                  + Character.isLetter(c)
                  + (int) Character.toUpperCase(c)
                  + Character.isWhitespace(c)
                  + Character.isUpperCase(c)
                  + Character.forDigit(in.below(16), 16)
                  + Character.digit('f', 16)
                  + Character.isLetterOrDigit(c);
            }));
    p.add(
        new Probe(
            "code points",
            in -> {
              String s = in.text(12);
              return s.codePointAt(0)
                  + " "
                  + s.codePointCount(0, s.length())
                  + s.codePoints().sum()
                  + Character.charCount(s.codePointAt(0));
            }));
  }

  private static void arrays(List<Probe> p) {
    p.add(
        new Probe(
            "sort bytes",
            in -> {
              byte[] b = in.bytes(in.below(200));
              Arrays.sort(b);
              return Arrays.toString(b) + Arrays.binarySearch(b, (byte) 2);
            }));
    p.add(
        new Probe(
            "sort numbers",
            in -> {
              long[] a = new long[in.below(100)];
              int[] b = new int[a.length];
              for (int i = 0; i < a.length; i++) {
                a[i] = in.edgy();
                b[i] = (int) a[i];
              }
              Arrays.sort(a);
              Arrays.sort(b);
              return Arrays.toString(a) + Arrays.toString(b) + Arrays.binarySearch(a, 0);
            }));
    p.add(
        new Probe(
            "sort objects",
            in -> {
              Integer[] a = new Integer[in.below(100)];
              for (int i = 0; i < a.length; i++) a[i] = in.below(30);
              Arrays.sort(a, Collections.reverseOrder());
              return Arrays.toString(a);
            }));
    p.add(
        new Probe(
            "stable sort",
            in -> {
              List<String> l = new ArrayList<>();
              for (int i = 0; i < 60; i++) l.add(in.below(5) + "-" + i);
              l.sort(Comparator.comparing(s -> s.charAt(0)));
              return l;
            }));
    p.add(
        new Probe(
            "copies",
            in -> {
              byte[] b = in.bytes(6);
              return Arrays.toString(Arrays.copyOf(b, in.below(10)))
                  + Arrays.toString(Arrays.copyOfRange(b, in.below(4), 4 + in.below(6)))
                  + Arrays.toString(b.clone())
                  + Arrays.toString(Arrays.copyOf(new String[] {"a"}, 3))
                  + Arrays.toString(Arrays.copyOf(new long[] {4}, 2))
                  + Arrays.toString(Arrays.copyOfRange(new int[] {1, 2, 3}, 1, 2));
            }));
    p.add(
        new Probe(
            "bad copy", in -> Arrays.copyOfRange(in.bytes(6), in.below(9), in.below(9)).length));
    p.add(new Probe("negative copy", in -> Arrays.copyOf(in.bytes(6), in.below(9) - 4).length));
    p.add(
        new Probe(
            "fill and equal",
            in -> {
              byte[] a = in.bytes(3);
              byte[] b = in.below(2) == 0 ? a.clone() : in.bytes(3);
              int[] c = new int[5];
              Arrays.fill(c, 7);
              Arrays.fill(c, 1, 3, 9);
              return Arrays.equals(a, b)
                  + Arrays.toString(c)
                  + Arrays.hashCode(a)
                  + Arrays.hashCode(c)
                  + Arrays.equals(new long[] {1}, new long[] {1})
                  + Arrays.equals(new Object[] {"a"}, new Object[] {"a"})
                  + Arrays.hashCode(new Object[] {1, "b"})
                  + Arrays.hashCode(new long[] {in.edgy()});
            }));
    p.add(
        new Probe(
            "compare arrays",
            in -> {
              byte[] a = in.bytes(2 + in.below(3));
              byte[] b = in.below(2) == 0 ? Arrays.copyOf(a, 2) : in.bytes(3);
              return Integer.signum(Arrays.compare(a, b))
                  + " "
                  + Integer.signum(Arrays.compareUnsigned(a, b))
                  + " "
                  + Arrays.mismatch(a, b)
                  + Arrays.equals(a, 0, 2, b, 0, 2);
            }));
    p.add(
        new Probe(
            "range compare",
            in -> {
              byte[] a = in.bytes(8);
              byte[] b = in.bytes(8);
              return Integer.signum(Arrays.compareUnsigned(a, 1, 5, b, 2, 6))
                  + " "
                  + Arrays.mismatch(a, 0, 3, b, 0, 3);
            }));
    p.add(
        new Probe(
            "deep",
            in ->
                Arrays.deepToString(new int[][] {{1, in.below(9)}, {}})
                    + Arrays.deepEquals(
                        new Object[] {new int[] {1}}, new Object[] {new int[] {1}})));
    p.add(
        new Probe(
            "as list",
            in ->
                Arrays.asList("a", in.text(2)).contains("a")
                    + " "
                    + Arrays.stream(new int[] {1, 2, 3}).sum()));
    p.add(
        new Probe(
            "set all",
            in -> {
              int[] a = new int[4];
              Arrays.setAll(a, i -> i * in.below(5));
              return Arrays.toString(a);
            }));
  }

  private static void lists(List<Probe> p) {
    p.add(
        new Probe(
            "array list",
            in -> {
              List<Integer> l = new ArrayList<>();
              for (int i = 0; i < 30; i++) l.add(in.below(i + 1), in.below(90));
              l.remove(3);
              l.remove(Integer.valueOf(5));
              l.set(0, -1);
              l.addAll(2, List.of(7, 8));
              l.removeIf(x -> x % 3 == 0);
              l.replaceAll(x -> x + 1);
              Collections.reverse(l);
              Collections.swap(l, 0, 1);
              return l
                  + " "
                  + l.indexOf(8)
                  + l.contains(9)
                  + l.subList(1, 4)
                  + l.hashCode()
                  + l.lastIndexOf(1)
                  + Collections.max(l)
                  + Collections.min(l);
            }));
    p.add(new Probe("list index", in -> new ArrayList<>(List.of(1, 2)).get(in.below(5) - 1)));
    p.add(new Probe("immutable list index", in -> List.of(1, 2, 3).get(in.below(6) - 1)));
    p.add(new Probe("immutable add", in -> List.of(1).add(2)));
    p.add(
        new Probe(
            "immutable copy set", in -> List.copyOf(new ArrayList<>(List.of(1, 2))).set(0, 1)));
    p.add(new Probe("immutable null", in -> List.of("a", null)));
    p.add(new Probe("copy of null", in -> List.copyOf(Arrays.asList("a", null))));
    p.add(
        new Probe(
            "unmodifiable",
            in -> Collections.unmodifiableList(new ArrayList<>(List.of(1))).add(3)));
    p.add(
        new Probe(
            "empty list",
            in ->
                Collections.emptyList()
                    + ""
                    + List.of()
                    + Collections.nCopies(3, "x")
                    + Collections.singletonList(1)));
    p.add(
        new Probe(
            "concurrent change",
            in -> {
              List<Integer> l = new ArrayList<>(List.of(1, 2, 3));
              for (Integer x : l) l.remove(x);
              return l;
            }));
    p.add(
        new Probe(
            "iterator remove",
            in -> {
              List<Integer> l = new ArrayList<>(List.of(1, 2, 3, 4));
              for (var it = l.iterator(); it.hasNext(); ) if (it.next() % 2 == 0) it.remove();
              return l;
            }));
    p.add(
        new Probe(
            "list equality",
            in ->
                List.of(1, 2).equals(new ArrayList<>(List.of(1, 2)))
                    + ""
                    + List.of(1).hashCode()
                    + List.of("a").equals(Set.of("a"))));
    p.add(
        new Probe(
            "sequenced",
            in ->
                new ArrayList<>(List.of(1, 2, 3)).reversed()
                    + ""
                    + new ArrayList<>(List.of(in.below(3), 2)).getFirst()
                    + List.of(1, 5).getLast()
                    + new LinkedHashSet<>(List.of(1, 9)).getLast()));
    p.add(
        new Probe(
            "remove last",
            in -> {
              var l = new ArrayList<>(List.of(1, 2, 3));
              l.removeLast();
              l.removeFirst();
              l.addFirst(9);
              l.addLast(8);
              return l;
            }));
    p.add(new Probe("first of none", in -> new ArrayList<Integer>().getFirst()));
    p.add(
        new Probe(
            "to array",
            in ->
                Arrays.toString(List.of("a", in.text(1)).toArray(String[]::new))
                    + List.of(1).toArray().length
                    + List.of("z").toArray(new String[0])[0]));
    p.add(
        new Probe(
            "deque",
            in -> {
              ArrayDeque<Integer> d = new ArrayDeque<>();
              for (int i = 0; i < 40; i++) {
                if (in.below(3) == 0) {
                  d.pollFirst();
                } else if (in.below(2) == 0) {
                  d.addFirst(i);
                } else {
                  d.addLast(i);
                }
              }
              d.push(99);
              return d
                  + " "
                  + d.peek()
                  + d.pop()
                  + d.peekLast()
                  + d.size()
                  + d.pollLast()
                  + d.contains(7)
                  + d.descendingIterator().hasNext();
            }));
    p.add(new Probe("empty deque", in -> new ArrayDeque<Integer>().pop()));
    p.add(
        new Probe(
            "queue",
            in -> {
              var q = new PriorityQueue<Long>(Comparator.comparing(x -> x ^ 5));
              for (int i = 0; i < 20; i++) q.add((long) in.below(50));
              StringBuilder b = new StringBuilder();
              while (!q.isEmpty()) b.append(q.poll()).append(' ');
              return b;
            }));
    p.add(
        new Probe(
            "streams",
            in ->
                List.of(3, in.below(9), 2).stream()
                        .map(x -> x * 2)
                        .filter(x -> x > 4)
                        .sorted()
                        .toList()
                    + ""
                    + java.util.stream.IntStream.range(0, 5)
                        .mapToObj(Integer::toString)
                        .reduce("", String::concat)));
    p.add(
        new Probe(
            "comparators",
            in -> {
              List<String> l = new ArrayList<>();
              for (int i = 0; i < 12; i++) l.add(in.text(1 + in.below(3)));
              l.sort(
                  Comparator.comparingInt(String::length).thenComparing(Comparator.reverseOrder()));
              Collections.sort(l.subList(0, 3));
              l.sort(Comparator.<String>naturalOrder().reversed());
              return l;
            }));
    p.add(
        new Probe(
            "comparing long",
            in -> {
              List<Long> l = new ArrayList<>(List.of(in.edgy(), in.edgy(), 3L));
              l.sort(Comparator.comparingLong(x -> x));
              return l;
            }));
  }

  private static void maps(List<Probe> p) {
    p.add(
        new Probe(
            "tree map",
            in -> {
              TreeMap<Long, Integer> m = new TreeMap<>();
              for (int i = 0; i < 60; i++) {
                long k = in.below(80);
                if (in.below(4) == 0) m.remove(k);
                else m.put(k, i);
              }
              long k = in.below(80);
              return m
                  + " "
                  + m.headMap(k)
                  + m.tailMap(k, false)
                  + m.subMap(10L, true, 50L, true)
                  + m.ceilingKey(k)
                  + m.floorEntry(k)
                  + m.higherKey(k)
                  + m.lowerKey(k)
                  + m.firstKey()
                  + m.lastEntry()
                  + m.descendingMap()
                  + m.pollFirstEntry()
                  + m.pollLastEntry()
                  + m.size()
                  + m.navigableKeySet().first()
                  + m.descendingKeySet()
                  + m.higherEntry(k)
                  + m.ceilingEntry(k)
                  + m.lowerEntry(k)
                  + m.firstEntry().getValue();
            }));
    p.add(new Probe("tree map of none", in -> new TreeMap<String, Integer>().firstKey()));
    p.add(new Probe("tree map null key", in -> new TreeMap<String, Integer>().put(null, 1)));
    p.add(
        new Probe(
            "tree map of order",
            in -> {
              TreeMap<byte[], String> m = new TreeMap<>(Arrays::compareUnsigned);
              for (int i = 0; i < 30; i++) m.put(in.bytes(1 + in.below(2)), "v" + i);
              StringBuilder b = new StringBuilder();
              for (var e : m.entrySet()) b.append(Arrays.toString(e.getKey())).append(e.getValue());
              return b;
            }));
    p.add(
        new Probe(
            "tree map views",
            in -> {
              TreeMap<Integer, String> m = new TreeMap<>(Map.of(1, "a", 2, "b", 3, "c"));
              m.headMap(3).clear();
              m.values().remove("x");
              m.entrySet().iterator().next().setValue("q");
              m.keySet().removeIf(x -> x > 5);
              SortedMap<Integer, String> s = m.tailMap(2);
              s.put(9, "z");
              return m + "" + s.lastKey();
            }));
    p.add(
        new Probe(
            "computing",
            in -> {
              Map<String, Integer> m = new TreeMap<>();
              for (int i = 0; i < 30; i++) {
                String k = "k" + in.below(5);
                switch (in.below(6)) {
                  case 0 -> m.merge(k, i, Integer::sum);
                  case 1 -> m.computeIfAbsent(k, x -> x.length());
                  case 2 -> m.computeIfPresent(k, (x, v) -> v > 20 ? null : v + 1);
                  case 3 -> m.compute(k, (x, v) -> v == null ? 1 : v * 2);
                  case 4 -> m.putIfAbsent(k, -1);
                  default -> m.replace(k, 0);
                }
              }
              m.replaceAll((k, v) -> v + 1);
              StringBuilder b = new StringBuilder();
              m.forEach((k, v) -> b.append(k).append(v));
              return b
                  + ""
                  + m.getOrDefault("none", 7)
                  + m.containsValue(3)
                  + m.hashCode()
                  + m.remove("k1", 5);
            }));
    p.add(
        new Probe(
            "linked map",
            in -> {
              Map<Integer, String> m = new LinkedHashMap<>();
              for (int i = 0; i < 50; i++) {
                int k = in.below(40);
                if (in.below(4) == 0) m.remove(k);
                else m.put(k, "v" + i);
              }
              return m + "" + m.keySet() + m.values() + m.containsKey(3);
            }));
    p.add(
        new Probe(
            "linked map computing",
            in -> {
              Map<String, Integer> m = new LinkedHashMap<>();
              for (int i = 0; i < 30; i++) {
                m.merge("k" + in.below(6), 1, Integer::sum);
                m.computeIfAbsent("j" + in.below(6), k -> 5);
              }
              return m;
            }));
    p.add(
        new Probe(
            "hash map lookups",
            in -> {
              Map<String, Integer> m = new HashMap<>();
              for (int i = 0; i < 200; i++) m.put("k" + in.below(100), i);
              int sum = 0;
              for (int i = 0; i < 100; i++) sum = sum * 31 + m.getOrDefault("k" + i, -1);
              return sum + " " + m.size();
            }));
    p.add(
        new Probe(
            "hash set",
            in -> {
              Set<Long> s = new HashSet<>();
              for (int i = 0; i < 100; i++) s.add((long) in.below(60));
              return s.size()
                  + " "
                  + s.contains(5L)
                  + s.equals(new TreeSet<>(s))
                  + s.containsAll(List.of());
            }));
    p.add(
        new Probe(
            "immutable maps",
            in ->
                Map.of("a", 1).get("a")
                    + ""
                    + Map.entry("k", in.below(5))
                    + Map.ofEntries(Map.entry(1, 2)).size()
                    + Map.copyOf(new TreeMap<>(Map.of(3, 4)))
                    + Set.of(1).contains(1)
                    + Set.copyOf(List.of(1, 1)).size()
                    + Map.of("a", 1, "b", 2).equals(new TreeMap<>(Map.of("b", 2, "a", 1)))));
    p.add(new Probe("immutable put", in -> Map.of(1, 2).put(3, 4)));
    p.add(new Probe("double element", in -> Set.of(1, in.below(3)).size()));
    p.add(new Probe("null entry", in -> Map.entry("a", null)));
    p.add(
        new Probe(
            "unmodifiable map",
            in ->
                Collections.unmodifiableMap(new TreeMap<>(Map.of(1, 2)))
                    + ""
                    + Collections.unmodifiableSet(new TreeSet<>(Set.of(4)))
                    + Collections.emptyMap()
                    + Collections.emptySet()));
    p.add(
        new Probe(
            "tree set",
            in -> {
              TreeSet<Integer> s = new TreeSet<>();
              for (int i = 0; i < 30; i++) s.add(in.below(50));
              s.retainAll(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
              return s
                  + " "
                  + s.headSet(20)
                  + s.tailSet(6)
                  + s.ceiling(9)
                  + s.floor(9)
                  + s.higher(3)
                  + s.lower(3)
                  + s.descendingSet()
                  + s.pollFirst()
                  + s.subSet(2, 9)
                  + s.pollLast()
                  + s.hashCode();
            }));
    p.add(
        new Probe(
            "enum map",
            in -> {
              Map<LanguageProbes.Colour, Integer> m = new EnumMap<>(LanguageProbes.Colour.class);
              m.put(LanguageProbes.Colour.BLUE, 1);
              m.put(LanguageProbes.Colour.RED, in.below(5));
              return m;
            }));
    p.add(
        new Probe(
            "enum set",
            in ->
                java.util.EnumSet.of(LanguageProbes.Colour.BLUE, LanguageProbes.Colour.RED)
                    + ""
                    + java.util.EnumSet.allOf(LanguageProbes.Colour.class)
                    + java.util.EnumSet.noneOf(LanguageProbes.Colour.class)));
    p.add(
        new Probe(
            "sequenced map",
            in -> {
              TreeMap<Integer, Integer> m = new TreeMap<>(Map.of(1, 2, 3, 4));
              LinkedHashMap<Integer, Integer> l = new LinkedHashMap<>(m);
              return l.firstEntry() + "" + l.lastEntry() + l.pollFirstEntry();
            }));
    p.add(
        new Probe(
            "entries",
            in -> {
              List<Map.Entry<String, Integer>> l = new ArrayList<>();
              for (int i = 0; i < 9; i++) l.add(Map.entry("k" + in.below(9), i));
              l.sort(Map.Entry.comparingByKey());
              String first = l.toString();
              l.sort(Map.Entry.<String, Integer>comparingByValue().reversed());
              return first + l;
            }));
  }

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static void others(List<Probe> p) {
    p.add(
        new Probe(
            "views of bytes",
            in -> {
              byte[] b = in.bytes(24);
              LONGS.set(b, in.below(9), in.edgy());
              INTS.set(b, in.below(9), (int) in.edgy());
              return (long) LONGS.get(b, in.below(17))
                  + " "
                  + (int) INTS.get(b, in.below(21))
                  + Arrays.toString(b);
            }));
    p.add(new Probe("view out of bounds", in -> (long) LONGS.get(in.bytes(12), in.below(9) - 2)));
    p.add(
        new Probe(
            "optional",
            in ->
                Optional.of(in.below(20))
                        .filter(x -> x > 9)
                        .or(() -> Optional.of(1))
                        .map(x -> x + 1)
                    + ""
                    + Optional.ofNullable(null).isEmpty()
                    + Optional.empty().isPresent()
                    + Optional.of(3).orElse(4)
                    + Optional.<Integer>empty().orElseGet(() -> 8)
                    + OptionalInt.of(in.below(4)).getAsInt()
                    + OptionalLong.empty().isPresent()
                    + Optional.of(4).flatMap(x -> Optional.of(x * 2)).get()
                    + Optional.of(2).equals(Optional.of(2))
                    + OptionalInt.empty()
                    + OptionalInt.of(3)
                    + Optional.of(5).stream().count()
                    + OptionalLong.of(4).orElse(3)));
    p.add(
        new Probe(
            "optional if present",
            in -> {
              StringBuilder b = new StringBuilder();
              Optional.of(3).ifPresent(b::append);
              Optional.empty().ifPresentOrElse(b::append, () -> b.append("none"));
              OptionalInt.of(2).ifPresent(b::append);
              return b;
            }));
    p.add(new Probe("absent optional", in -> Optional.empty().get()));
    p.add(new Probe("absent optional or throw", in -> Optional.empty().orElseThrow()));
    p.add(
        new Probe(
            "absent optional or throw ours",
            in -> Optional.empty().orElseThrow(() -> new IllegalStateException("none"))));
    p.add(new Probe("absent int", in -> OptionalInt.empty().getAsInt()));
    p.add(new Probe("absent int or throw", in -> OptionalInt.empty().orElseThrow()));
    p.add(
        new Probe(
            "objects",
            in ->
                Objects.equals(null, null)
                    + ""
                    + Objects.requireNonNullElse(null, "d")
                    + Objects.toString(null)
                    + Objects.isNull(null)
                    + Objects.nonNull(in)
                    + Objects.toString(null, "x")
                    + Objects.compare(1, 2, Comparator.naturalOrder())));
    p.add(new Probe("require non null", in -> Objects.requireNonNull(null, "named")));
    p.add(new Probe("check index", in -> Objects.checkIndex(in.below(6) - 1, 3)));
    p.add(
        new Probe(
            "check range",
            in ->
                Objects.checkFromIndexSize(in.below(6) - 1, in.below(4), 5)
                    + Objects.checkFromToIndex(in.below(3), in.below(7), 5)));
    p.add(
        new Probe(
            "output stream",
            in -> {
              var o = new ByteArrayOutputStream();
              o.writeBytes(in.bytes(3));
              o.write(300);
              o.write(in.bytes(5), 1, 2);
              return Arrays.toString(o.toByteArray()) + o.size();
            }));
    p.add(
        new Probe(
            "byte buffer",
            in -> {
              ByteBuffer b = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
              b.putInt((int) in.edgy())
                  .putLong(in.edgy())
                  .put((byte) 4)
                  .putShort((short) in.edgy());
              b.flip();
              return b.getInt()
                  + " "
                  + b.getLong()
                  + b.get()
                  + b.getShort()
                  + b.remaining()
                  + ByteBuffer.wrap(new byte[8]).putLong(in.edgy()).getLong(0)
                  + ByteBuffer.wrap(in.bytes(3)).equals(ByteBuffer.wrap(in.bytes(3)));
            }));
    p.add(
        new Probe(
            "bit set",
            in -> {
              BitSet b = new BitSet();
              b.set(3, 3 + in.below(90));
              b.flip(5);
              b.clear(in.below(20));
              return b
                  + " "
                  + b.cardinality()
                  + b.nextSetBit(4)
                  + b.nextClearBit(3)
                  + b.length()
                  + Arrays.toString(b.toByteArray());
            }));
  }
}
