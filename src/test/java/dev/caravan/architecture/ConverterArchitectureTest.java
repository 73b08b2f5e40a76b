package dev.caravan.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.caravan", importOptions = ImportOption.DoNotIncludeTests.class)
class ConverterArchitectureTest {

    @ArchTest
    static final ArchRule theConverterSeesNoSpringAndNoCamel = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.caravan.binary..",
                    "dev.caravan.laz..",
                    "dev.caravan.las..",
                    "dev.caravan.octree..",
                    "dev.caravan.potree..",
                    "dev.caravan.converter..",
                    "dev.caravan.sample..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "org.apache.camel..");

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
}
