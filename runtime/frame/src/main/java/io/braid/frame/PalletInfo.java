package io.braid.frame;

import io.braid.scale.Codec;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A pallet as metadata describes it.
 *
 * @param itemDocs the docs of a storage item or constant by its name
 */
public record PalletInfo(
    PalletContext context,
    Optional<Codec<? extends Call>> calls,
    Optional<Codec<? extends PalletEvent>> events,
    Optional<Codec<? extends PalletError>> errors,
    Function<String, List<String>> itemDocs,
    List<String> docs) {}
