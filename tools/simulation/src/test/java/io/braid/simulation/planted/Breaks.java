package io.braid.simulation.planted;

import io.braid.consensus.chain.Batch;
import io.braid.parachains.pvf.PvfVerdict;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Optional;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * What is put in place of methods, or around them. Only the bytecode of these is used, inside the
 * classes that they break.
 */
public final class Breaks {
  private Breaks() {}

  /** Says true, whatever it is asked. */
  public static final class True {
    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static boolean skip() {
      return true;
    }

    @Advice.OnMethodExit
    static void answer(@Advice.Return(readOnly = false) boolean answer) {
      answer = true;
    }
  }

  /** Does nothing, and says nothing: false, or 0. */
  public static final class Nothing {
    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static boolean skip() {
      return true;
    }
  }

  /** Is content with one. */
  public static final class One {
    @Advice.OnMethodExit
    static void answer(@Advice.Return(readOnly = false) long answer) {
      answer = 1;
    }
  }

  /** Finds nothing. */
  public static final class Empty {
    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static boolean skip() {
      return true;
    }

    @Advice.OnMethodExit
    static void answer(
        @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object answer) {
      answer = Optional.empty();
    }
  }

  /** Remembers nothing of what its database says that it said. */
  public static final class ForgetsVotes {
    @Advice.OnMethodExit
    static void answer(@Advice.Return Object votes) {
      Breaks.forget(votes);
    }
  }

  public static void forget(Object votes) {
    try {
      Field said = votes.getClass().getDeclaredField("said");
      said.setAccessible(true);
      ((List<?>) said.get(votes)).clear();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("expected what a voter said", e);
    }
  }

  /** Keeps what it prunes for no block. */
  public static final class KeepsNothing {
    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(value = 1, readOnly = false) int keptBlocks) {
      keptBlocks = 0;
    }
  }

  /** Calls every candidate valid that was checked. */
  public static final class CallsAllValid {
    @Advice.OnMethodExit
    static void answer(
        @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object answer) {
      answer = Breaks.validOutcome();
    }
  }

  /** Calls every candidate valid whose validation function returns, whatever it returns. */
  public static final class ComparesNothing {
    @Advice.OnMethodExit
    static void answer(
        @Advice.Argument(1) Object verdict,
        @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object answer) {
      if (verdict instanceof PvfVerdict.Valid) {
        answer = Breaks.validOutcome();
      }
    }
  }

  public static Object validOutcome() {
    try {
      Constructor<?> made =
          Class.forName("io.braid.parachains.approval.CandidateCheck$Outcome$Valid")
              .getDeclaredConstructor();
      made.setAccessible(true);
      return made.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("expected the outcome of a check", e);
    }
  }

  /** When the power fails, half of what was written is on the disk. */
  public static final class TornCut {
    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(value = 0, readOnly = false) boolean written) {
      written = true;
      Breaks.tearsNext = true;
    }
  }

  /** With {@link TornCut}: the commit that the power fails in. */
  public static final class TornCommit {
    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(value = 0, readOnly = false) Batch batch) {
      batch = Breaks.torn(batch);
    }
  }

  public static boolean tearsNext;

  public static Batch torn(Batch batch) {
    if (!tearsNext || batch.writes().size() < 2) {
      return batch;
    }
    tearsNext = false;
    Batch half = new Batch();
    for (Batch.Write write : batch.writes().subList(0, batch.writes().size() / 2)) {
      if (write.value().isPresent()) {
        half.put(write.column(), write.key(), write.value().get());
      } else {
        half.remove(write.column(), write.key());
      }
    }
    return half;
  }
}
