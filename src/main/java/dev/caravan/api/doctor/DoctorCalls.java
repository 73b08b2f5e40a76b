package dev.caravan.api.doctor;

import dev.caravan.api.ApiRequest;
import dev.caravan.api.Choice;
import dev.caravan.doctor.Doctor;

/** Answers whether everything is as the service needs it. Changes nothing, so that who may read may ask. */
public class DoctorCalls {
    private final Doctor doctor;
    private final Choice<String> checks;

    public DoctorCalls(Doctor doctor) {
        this.doctor = doctor;
        this.checks = Choice.of("check", doctor.names().toArray(String[]::new), name -> name);
    }

    /** `GET /doctor`. */
    public DiagnosisView show(ApiRequest request) {
        request.allowParameters("check");
        return DiagnosisView.of(doctor.examine(checks.all(request)));
    }
}
