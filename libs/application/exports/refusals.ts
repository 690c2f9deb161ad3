/** Why an export is not made, not kept or not given. */
export const exportRefusals = {
  unknown_export:
    'No export of that id is kept for you: it was thrown away, has expired, or never was yours.',
  export_elsewhere:
    'Exports are kept by the node that took them, and this one is kept by another; ask again until that one answers, or have whatever stands in front of the nodes send its id there.',
  export_not_done: 'There is no file: the export is not made yet, or it failed; its state says which.',
  too_many_exports:
    'As many exports are kept for you as one may have; throw some away, or wait until they expire.',
  exports_full: 'The files of exports that are kept here would take more room than is given to them.',
  export_altered:
    'The file of the export is not as it was made, and is not given to anybody; throw it away and ask for the table again.',
  exports_unavailable: 'Exports cannot be written or read here now.',
} as const;

export type ExportRefusalName = keyof typeof exportRefusals;
