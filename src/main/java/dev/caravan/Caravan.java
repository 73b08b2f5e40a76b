package dev.caravan;

import dev.caravan.cli.CaravanCommand;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorMvcAutoConfiguration;

/** Where the program begins: `java -jar caravan.jar [COMMAND]`; without a command it is the service. */
@SpringBootApplication(exclude = ErrorMvcAutoConfiguration.class)
public class Caravan {

    public static void main(String[] args) {
        int exit = CaravanCommand.run(args);
        if (exit != CaravanCommand.RUNNING) {
            System.exit(exit);
        }
    }
}
