package io.braid.pallets.authorship;

import io.braid.frame.Hooks;
import io.braid.frame.Pallet;
import io.braid.frame.PalletContext;
import io.braid.frame.storage.StorageValue;
import io.braid.frame.system.FrameSystem;
import io.braid.primitives.AccountId;
import io.braid.runtime.api.Weight;
import java.util.Optional;

/** Who made the block in progress. */
@Pallet
public final class Authorship implements Hooks {
  /** Author of current block. */
  final StorageValue<AccountId> author;

  private final FrameSystem system;
  private final FindAuthor findAuthor;

  public Authorship(PalletContext context, FrameSystem system, FindAuthor findAuthor) {
    this.system = system;
    this.findAuthor = findAuthor;
    author = context.optionalValue("Author", AccountId.CODEC);
  }

  /** The author, when the digest names one. */
  public Optional<AccountId> author() {
    Optional<AccountId> known = author.find();
    if (known.isPresent()) {
      return known;
    }
    Optional<AccountId> found = findAuthor.findAuthor(system.digest.get());
    found.ifPresent(author::set);
    return found;
  }

  @Override
  public Weight onInitialize(int number) {
    author();
    return Weight.ZERO;
  }

  @Override
  public void onFinalize(int number) {
    author.clear();
  }
}
