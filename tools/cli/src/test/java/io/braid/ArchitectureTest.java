package io.braid;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The arrows of the house: who may know whom. */
class ArchitectureTest {
  private static final String[] CORE = {
    "io.braid.primitives..",
    "io.braid.scale..",
    "io.braid.crypto..",
    "io.braid.trie..",
    "io.braid.erasure.."
  };
  private static final String[] RUNTIME = {
    "io.braid.frame..", "io.braid.pallets..", "io.braid.xcm..", "io.braid.chains.."
  };
  private static final String[] NODE = {
    "io.braid.executor..",
    "io.braid.consensus..",
    "io.braid.parachains..",
    "io.braid.storage..",
    "io.braid.network..",
    "io.braid.rpc..",
    "io.braid.service.."
  };
  private static final String[] TOOLS = {
    "io.braid.devnet..",
    "io.braid.simulation..",
    "io.braid.cli..",
    "io.braid.testchain..",
    "io.braid.clienttests.."
  };

  private static JavaClasses classes;

  @BeforeAll
  static void read() {
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.braid");
  }

  private static void never(String[] these, String[]... those) {
    for (String[] those1 : those) {
      noClasses()
          .that()
          .resideInAnyPackage(these)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(those1)
          .check(classes);
    }
  }

  @Test
  void coreKnowsNobodyAboveIt() {
    never(CORE, RUNTIME, NODE, TOOLS, new String[] {"io.braid.runtime.api.."});
  }

  @Test
  void aRuntimeKnowsNoNodeAndANodeKnowsNoRuntime() {
    never(RUNTIME, NODE, TOOLS);
    never(NODE, RUNTIME, TOOLS);
  }

  @Test
  void consensusAndParachainsKnowNoAdapter() {
    never(
        new String[] {"io.braid.consensus..", "io.braid.parachains.."},
        new String[] {
          "io.braid.storage..", "io.braid.network..", "io.braid.rpc..", "io.braid.service.."
        });
  }

  @Test
  void belowTheAdaptersNothingReadsAClockSleepsOrStartsAThread() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.braid.primitives..",
            "io.braid.scale..",
            "io.braid.trie..",
            "io.braid.erasure..",
            "io.braid.frame..",
            "io.braid.pallets..",
            "io.braid.xcm..",
            "io.braid.chains..",
            "io.braid.consensus..",
            "io.braid.parachains..")
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(Thread.class, "start")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.Random")
        .check(classes);
  }

  @Test
  void runtimesDoNoFileOrNetworkIo() {
    noClasses()
        .that()
        .resideInAnyPackage("io.braid.frame..", "io.braid.pallets..", "io.braid.xcm..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.io..", "java.net..", "java.nio.file..")
        .check(classes);
  }

  @Test
  void modulesHaveNoCycles() {
    // Primitives and their codecs are one module: each is defined by the other.
    slices()
        .matching("io.braid.(*)..")
        .should()
        .beFreeOfCycles()
        .ignoreDependency(
            resideInAPackage("io.braid.primitives.."), resideInAPackage("io.braid.scale.."))
        .check(classes);
  }
}
