import measured from "./model/calibration.json" with { type: "json" }
import { type Calibration } from "./linear-model.ts"

/** Chosen by cross-validation on the training text (`npm run evaluate -- --calibrate`), never by hand. */
export const departmentCalibration: Calibration = measured.departments
export const sentimentCalibration: Calibration = measured.sentiment

/**
 * Under this a person sorts the message: half the time or more the best guess would be wrong, and a thread
 * handed to the wrong department comes back a day later.
 */
export const DEPARTMENT_THRESHOLD = 0.5
