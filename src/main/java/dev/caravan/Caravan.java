package dev.caravan;

import dev.caravan.cli.CaravanCommand;
import dev.caravan.cli.Commands;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorMvcAutoConfiguration;

/** Where the program begins: `java -jar caravan.jar [COMMAND]`; without a command it is the service. */
@SpringBootApplication(exclude = ErrorMvcAutoConfiguration.class)
public class Caravan {

    public static void main(String[] args) {
        int exit = Commands.run(args);
        if (exit != CaravanCommand.RUNNING) {
            System.exit(exit);
        }
    }
}
