export const jobRefusals = {
  invalid_field: 'A field is missing or has a form that cannot be accepted.',
  in_the_future: 'The day given has not come yet.',
  conflicts_with_recorded:
    'The same act is on record with other content, and what is recorded is not changed.',
  unknown_organisation: 'The register knows no organisation of this kind by that id.',
  organisation_inactive: 'The organisation was not active on that day.',
  job_unknown: 'No job is registered under that id.',
  job_not_running: 'The job was rejected or its registration voided; its record is closed.',
  started_after_registration: 'A job is registered once it has started.',
  outside_year: 'A job counts for the Jalali year in which it is registered.',
  round_out_of_order: 'Verification goes from round 1 over 2 to 3; another round is due.',
  verifier_signed_before:
    'The verifier has signed an earlier round of this job; each round needs someone else.',
  not_own_signature:
    'An inspector signs only their own rounds; only the labour department records a signature for somebody else.',
  second_person_needed:
    'One person has signed or recorded every earlier round of this job; the last round needs somebody else.',
  registration_abandoned:
    'The registration was given up because it had not been finished in time; the job is to be sent again.',
  unknown_verifier: 'No principal of that id may verify rounds, or could on that day.',
  verified_before_registration: 'A job is verified on or after the day of its registration.',
  verified_before_previous_round: 'A round is not signed before the day of the round that precedes it.',
  ended_before_start: 'A job does not end before the day it started.',
  voided_before_registration: 'A registration is not voided before the day it was made.',
} as const;

export type JobRefusalName = keyof typeof jobRefusals;

export const personRefusals = {
  invalid_field: 'A field is missing or has a form that cannot be accepted.',
  person_already_employed: 'The person holds another running job.',
  job_not_claimed: 'The person does not hold that job.',
} as const;

export type PersonRefusalName = keyof typeof personRefusals;
