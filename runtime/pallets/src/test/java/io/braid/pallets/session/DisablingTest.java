package io.braid.pallets.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.primitives.Perbill;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DisablingTest {
  private static final OffenceSeverity MILD = new OffenceSeverity(Perbill.ZERO);
  private static final OffenceSeverity BAD = new OffenceSeverity(Perbill.ofPercent(2));
  private static final OffenceSeverity WORST = new OffenceSeverity(Perbill.ONE);

  private static Disabling decide(
      int offender, OffenceSeverity severity, List<Map.Entry<Integer, OffenceSeverity>> disabled) {
    return Disabling.decide(offender, severity, disabled, 7);
  }

  @Test
  void fewerThanAThirdOfTheValidatorsAreDisabled() {
    assertThat(List.of(1, 3, 4, 6, 7, 9, 10).stream().map(Disabling::limit))
        .containsExactly(0, 0, 1, 1, 2, 2, 3);
  }

  @Test
  void whileThereIsRoomAnyOffenderIsDisabled() {
    assertThat(decide(5, MILD, List.of(Map.entry(0, WORST))))
        .isEqualTo(new Disabling(Optional.of(5), Optional.empty()));
  }

  @Test
  void whoIsDisabledStaysSoAndIsRememberedForTheWorstItDid() {
    List<Map.Entry<Integer, OffenceSeverity>> disabled = List.of(Map.entry(5, BAD));

    assertThat(decide(5, WORST, disabled))
        .isEqualTo(new Disabling(Optional.of(5), Optional.empty()));
    assertThat(decide(5, BAD, disabled)).isEqualTo(Disabling.NOBODY);
    assertThat(decide(5, MILD, disabled)).isEqualTo(Disabling.NOBODY);
  }

  @Test
  void aWorseOffenderTakesThePlaceOfTheMildest() {
    List<Map.Entry<Integer, OffenceSeverity>> full = List.of(Map.entry(1, BAD), Map.entry(2, MILD));

    assertThat(decide(5, WORST, full)).isEqualTo(new Disabling(Optional.of(5), Optional.of(2)));
    assertThat(decide(5, MILD, full)).isEqualTo(new Disabling(Optional.of(5), Optional.of(2)));
  }

  @Test
  void aMilderOffenderTakesNobodysPlace() {
    assertThat(decide(5, BAD, List.of(Map.entry(1, WORST), Map.entry(2, WORST))))
        .isEqualTo(Disabling.NOBODY);
  }
}
