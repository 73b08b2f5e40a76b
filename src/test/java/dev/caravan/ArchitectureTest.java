package dev.caravan;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which package may know which; docs/architecture.md says why. */
@AnalyzeClasses(packages = "dev.caravan", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] CONVERTER = {
        "dev.caravan.binary..",
        "dev.caravan.worker..",
        "dev.caravan.laz..",
        "dev.caravan.las..",
        "dev.caravan.octree..",
        "dev.caravan.potree..",
        "dev.caravan.converter..",
        "dev.caravan.sample.."
    };

    @ArchTest
    static final ArchRule theConverterSeesNoSpringAndNoCamel = noClasses()
            .that()
            .resideInAnyPackage(CONVERTER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "org.apache.camel..");

    @ArchTest
    static final ArchRule theConverterKnowsNothingOfTheServiceAroundIt = noClasses()
            .that()
            .resideInAnyPackage(CONVERTER)
            .should()
            .dependOnClassesThat(resideInAPackage("dev.caravan..").and(resideOutsideOfPackages(CONVERTER)));

    @ArchTest
    static final ArchRule theOctreeKnowsNoFileFormats = noClasses()
            .that()
            .resideInAPackage("dev.caravan.octree..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.caravan.las..", "dev.caravan.laz..", "dev.caravan.potree..");

    @ArchTest
    static final ArchRule theLazDecoderStandsAlone = noClasses()
            .that()
            .resideInAPackage("dev.caravan.laz..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.caravan.las..", "dev.caravan.octree..", "dev.caravan.converter..");

    @ArchTest
    static final ArchRule roomsDoNotKnowEachOther =
            slices().matching("dev.caravan.stage.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule roomsShareOnlyWhatFlowsAndWhatCarriesIt = noClasses()
            .that()
            .resideInAPackage("dev.caravan.stage..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.caravan.api..",
                    "dev.caravan.cli..",
                    "dev.caravan.component..",
                    "dev.caravan.config..",
                    "dev.caravan.embedded..");

    @ArchTest
    static final ArchRule theQueueKnowsNoCamel = noClasses()
            .that()
            .resideInAnyPackage("dev.caravan.job..", "dev.caravan.dataset..", "dev.caravan.file..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel..");

    @ArchTest
    static final ArchRule theQueueDoesNotKnowWhatItCarries = noClasses()
            .that()
            .resideInAnyPackage("dev.caravan.job..", "dev.caravan.component..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.caravan.dataset..", "dev.caravan.file..", "dev.caravan.stage..");

    @ArchTest
    static final ArchRule theEmbeddedServersKnowNoRoom = noClasses()
            .that()
            .resideInAnyPackage("dev.caravan.embedded..", "dev.caravan.workspace..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.caravan.stage..", "dev.caravan.job..", "dev.caravan.file..", "dev.caravan.config..");

    @ArchTest
    static final ArchRule onlyTheCommandLineAndTheSettingsAreAboveTheRest = noClasses()
            .that()
            .resideOutsideOfPackages("dev.caravan", "dev.caravan.cli..", "dev.caravan.config..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.caravan", "dev.caravan.cli..", "dev.caravan.config..");

    /**
     * They are to be there at once, and know of the service only what its API says; and what an archive and a Zarr store are, which are
     * restored and looked at without it.
     */
    @ArchTest
    static final ArchRule commandsForARunningServiceStandAlone = noClasses()
            .that()
            .resideInAnyPackage("dev.caravan.cli.remote..", "dev.caravan.cli.terminal..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.springframework..", "org.apache.camel..")
                    .or(resideInAPackage("dev.caravan..")
                            .and(resideOutsideOfPackages(
                                    "dev.caravan.cli.remote..",
                                    "dev.caravan.cli.terminal..",
                                    "dev.caravan.archive",
                                    "dev.caravan.converter",
                                    "dev.caravan.manifest",
                                    "dev.caravan.remote",
                                    "dev.caravan.setting..",
                                    "dev.caravan.stac",
                                    "dev.caravan.zarr"))));

    /** But for the program's first class, which is the root of the component scan and where the command line begins. */
    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.caravan.(**)").should().beFreeOfCycles();
}
