package io.tocsin.runbooks;

import io.tocsin.pack.Pack;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A pack with one thing wrong in it.
 *
 * @param pack id of the pack
 * @param about id of the trigger, timer or objective that is wrong
 * @param what is wrong, in words
 * @param change makes it wrong
 */
record Mutant(String pack, String about, String what, UnaryOperator<Pack> change) {

  /** Whether some story goes another way under it. Stories that name what is wrong come first. */
  boolean isNoticedBy(List<Story> stories) {
    Pattern name = Pattern.compile("(?<![\\w-])" + Pattern.quote(about) + "(?![\\w-])");
    List<Story> naming =
        stories.stream().filter(story -> name.matcher(story.text()).find()).toList();
    return naming.stream().anyMatch(this::isNoticedBy)
        || stories.stream().filter(story -> !naming.contains(story)).anyMatch(this::isNoticedBy);
  }

  private boolean isNoticedBy(Story story) {
    List<Pack> packs = story.scenario().packs();
    List<Pack> changed =
        packs.stream().map(one -> one.id().equals(pack) ? change.apply(one) : one).toList();
    return !changed.equals(packs) && !story.under(changed).differences().isEmpty();
  }

  @Override
  public String toString() {
    return pack + ": " + what;
  }
}
