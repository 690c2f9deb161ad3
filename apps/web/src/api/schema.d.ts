// Made by tools/web-client.mjs of the document of the API; not written by hand.
export interface paths {
    readonly "/api/v1/accounts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The accounts that persons sign in with, in order of name. */
        readonly get: operations["accounts_list"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/accounts/{principal}/links": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Issue a one-time link with which a person sets the password of the account of a principal.
         * @description The code stands in this answer and nowhere else; it is redeemed once, within a day. It replaces an older link. The password of an account that has one stays until the link is redeemed. With `withoutFactor` redeeming it removes a second factor that was lost. With `account` the principal joins the account of a person who has one.
         */
        readonly post: operations["accounts_issueLink"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/accounts/password": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Redeem a one-time link: set the password of its account. All sessions of the account end. */
        readonly post: operations["accounts_redeemLink"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/banks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The bank board over all pools, or of one.
         * @description A bank sees its own row. With `Accept: text/csv`, or the type of XLSX, the answer is a file with Persian headers; a list is then whole, whatever `limit` and `cursor` say.
         */
        readonly get: operations["poolQuestions_banks"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/demo/accounts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The accounts of the demo with their invented passwords, one for each role.
         * @description Only of a data directory that the demo has made, and only on the machine itself; anywhere else there is nothing at this address.
         */
        readonly get: operations["demo_accounts"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/door": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * What happened at the door, newest first: who signed in or failed to, which passwords were set.
         * @description It is kept by each node beside the log, and bounded: failures of strangers displace only each other. What was typed as the name of an account that does not exist is not kept.
         */
        readonly get: operations["accounts_door"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/events/{position}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * One event of the log: who, when, why, what, what caused it and what it caused.
         * @description An event that the asker may not see is answered like a position that has none. Its actor is shown as it was then, and as it is now.
         */
        readonly get: operations["history_event"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/exports": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Your exports that this node keeps, the latest first.
         * @description An export is asked for with `Prefer: respond-async` at the address of a table, with `Accept` of CSV or XLSX.
         */
        readonly get: operations["exports_list"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/exports/{exportId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * One of them: its progress and its result.
         * @description An export is kept by the node that took it, whose name its id begins with. Behind a load balancer, another node answers `export_elsewhere`: ask again, or route ids that begin so to that node.
         */
        readonly get: operations["exports_export"];
        readonly put?: never;
        readonly post?: never;
        /** Delete an export. An export in progress is cancelled. */
        readonly delete: operations["exports_throwAway"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/exports/{exportId}/file": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Download the file of a finished export.
         * @description The rights are checked once more: if the address of the table is refused now, the file is refused by the same name.
         */
        readonly get: operations["exports_file"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/facilities": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The facilities of all pools or of one, with the deadline of the credit behind each; with sums.
         * @description What waits for money (`pending=true`) can be filtered and sorted by everything; all that was ever introduced in all pools only by agency, bank, status, id and day of introduction. An officer of an agency or a bank sees the files of its own. With `Accept: text/csv`, or the type of XLSX, the answer is a file with Persian headers; a list is then whole, whatever `limit` and `cursor` say.
         */
        readonly get: operations["allFacilities_facilities"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/factors": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The roles that ask for a second factor. */
        readonly get: operations["accounts_factorRules"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/factors/{role}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /**
         * Require a second factor of a role, or require it no more.
         * @description Sessions in the role act only when they have shown one. Tokens of programs stay as they are.
         */
        readonly put: operations["accounts_requireFactor"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/freshness": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * How fresh the figures are: the end of the log, how far they show it, and which stand still.
         * @description Officers of organisations are told nothing of what others record: a token instead of the position, no time of the last event, and a delay only where it is longer than usual. Asking for it does not keep an idle session alive.
         */
        readonly get: operations["freshness_freshness"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/history": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Every event of a pool, agency, bank, facility, actor, verifier or stream: who, when, why, what.
         * @description In order of the log, or newest first. Of several subjects, what concerns all of them. An officer of an agency or a bank sees what concerns it, without the figures of others. With `Accept: text/csv`, or the type of XLSX, the answer is a file with Persian headers; a list is then whole, whatever `limit` and `cursor` say.
         */
        readonly get: operations["history_history"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/imports": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The files that were accepted, the latest first, and how far each is applied.
         * @description An officer of an agency or a bank sees what was imported for it.
         */
        readonly get: operations["importQuestions_imports"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/imports/{importId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One import, how far it is applied, and the rows that had meanwhile become impossible. */
        readonly get: operations["importQuestions_import"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/imports/files/{kind}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Import a file (CSV or XLSX): all of it is checked before anything is written.
         * @description One bad row refuses the file, with every bad row in `report.errors`, unless `partial` leaves bad rows out. A file that was accepted is applied to its end, also over a crash, and is on record under `importId`; the same file again changes nothing and is told the same `importId`. A dry run stands in the history as a check that was made, and so does a file that names persons and was refused; what they look at in a day is limited for each principal. A bank is not told by a dry run whether an agency has the credit. With `Accept: application/x-ndjson` the answer is a stream of lines that tell the progress.
         */
        readonly post: operations["importCommands_import[0]"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/imports/templates/{kind}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * An empty file of a kind to fill in (XLSX, or CSV by `Accept`), with its columns explained.
         * @description A workbook has a second sheet that explains each column and is never read as data. A CSV file has one example row, which is refused when it is left in.
         */
        readonly get: operations["templates_template"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/jobs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The jobs that were registered, and how far each is verified; with counts over all of them.
         * @description An agency sees its own. With `Accept: text/csv`, or the type of XLSX, the answer is a file with Persian headers; a list is then whole, whatever `limit` and `cursor` say.
         */
        readonly get: operations["jobQuestions_jobs"];
        readonly put?: never;
        /** Register a job that has started. */
        readonly post: operations["jobCommands_register"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/jobs/{jobId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One job, with its rounds: who signed when, and why. */
        readonly get: operations["jobQuestions_job"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/jobs/{jobId}/endings": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** The job ended; it stays in the count, and its person is free for another. */
        readonly post: operations["jobCommands_end"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/jobs/{jobId}/rejections": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Reject a job in the next round; it no longer counts.
         * @description The sender signs. The labour department may name another verifier: the signature counts as the verifier’s, and the act as the sender’s, whom it names as `recordedBy`.
         */
        readonly post: operations["jobCommands_reject"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/jobs/{jobId}/verifications": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Verify the next round of a job; nobody signs two rounds of one job.
         * @description The sender signs. The labour department may name another verifier: the signature counts as the verifier’s, and the act as the sender’s, whom it names as `recordedBy`.
         */
        readonly post: operations["jobCommands_verify"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/jobs/{jobId}/voiding": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** The registration was a mistake; the job no longer counts. */
        readonly post: operations["jobCommands_void"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/live": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * What changes on the boards, as server-sent events.
         * @description Each `changed` event has a position as its id and says which boards to ask again. A client that comes back with the last id it saw is first told what changed meanwhile, so that it misses nothing. An `alive` event comes every four seconds. One principal watches at most 50 times at once (`too_many_requests`).
         */
        readonly get: operations["live_follow"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/me": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Who the bearer of the token is, what they may do, and every token that was issued in their name. */
        readonly get: operations["principalQuestions_me"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/notifications": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * What an agency or a bank was told: deadlines that come near, credit that moves, rejected jobs.
         * @description Newest first. An officer sees the feed of the own organisation, in its own province.
         */
        readonly get: operations["notifications_feed"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/notifications/unread": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How many notifications there are after the newest that has been read. */
        readonly get: operations["notifications_unread"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/operations/backup": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * A copy of the log as it is now, as one SQLite file; work goes on meanwhile.
         * @description The person key is not in it and travels apart from it; its fingerprint stands in `misaq-person-key`.
         */
        readonly post: operations["operations_backup"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/operations/jobs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The tasks of the scheduler that wait, and those that failed and need an operator. */
        readonly get: operations["schedulerJobs_list"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/operations/jobs/{kind}/{id}/discard": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Remove a failed task from the list. It is derived again if its work is still due. */
        readonly post: operations["schedulerJobs_discard"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/operations/jobs/{kind}/{id}/retry": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Give a failed task all its attempts again, from now on. */
        readonly post: operations["schedulerJobs_retry"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/operations/jobs/{kind}/forget": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Remove a kind that no process handles, with all its tasks, such as those of a node that will not come back. */
        readonly post: operations["schedulerJobs_forget"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/operations/projections": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How every projection stands to the log: position, lag, state. */
        readonly get: operations["operations_projections"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/operations/projections/{name}/rebuild": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Build a projection anew beside the one that serves, compare both, and swap. */
        readonly post: operations["operations_rebuild"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/operations/verification": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Read the whole log, check its order and hashes, and compare the read models with it.
         * @description The structure of the file is checked only by `misaq verify` on a data directory that nobody serves.
         */
        readonly post: operations["operations_verify"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/payments": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The payments of a pool or of all pools, and whether each was in time; with sums over all of them.
         * @description With a pool each payment is compared with the deadline of its agency, and the sums are those of the credit board: `paidRial`, and `atDeadlines.countedInTimeRial` for `paidInTimeRial`. An officer of an agency or a bank sees the payments of its own. With `Accept: text/csv`, or the type of XLSX, the answer is a file with Persian headers; a list is then whole, whatever `limit` and `cursor` say.
         */
        readonly get: operations["paymentQuestions_payments"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/pools": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The credit pools there are: credit, absorption, verdicts, next deadline, what can move, open review; with sums.
         * @description An officer of an agency or a bank sees the pools it has to do with, and its own part of them. With `Accept: text/csv`, or the type of XLSX, the answer is a file with Persian headers; a list is then whole, whatever `limit` and `cursor` say.
         */
        readonly get: operations["poolQuestions_pools"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/pools/{pool}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The credit board of a pool: who absorbed what, how much time is left, what could move.
         * @description An agency sees its own row, without the sums of all. With `Accept: text/csv`, or the type of XLSX, the answer is a file with Persian headers; a list is then whole, whatever `limit` and `cursor` say.
         */
        readonly get: operations["poolQuestions_board"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/pools/{pool}/allocations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The lots of credit of a pool with their clocks, in order of deadline. */
        readonly get: operations["poolQuestions_allocations"];
        readonly put?: never;
        /** Notify an agency of credit. Opens the pool when it is the first. */
        readonly post: operations["poolCommands_allocate"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/pools/{pool}/allocations/{allocationId}/corrections": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Correct the amount of an allocation that was recorded wrongly. */
        readonly post: operations["poolCommands_correctAllocation"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/pools/{pool}/banks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The bank board of a pool: introduced, paid, declined, how long it takes and what waits.
         * @description A bank sees its own row. With `Accept: text/csv`, or the type of XLSX, the answer is a file with Persian headers; a list is then whole, whatever `limit` and `cursor` say.
         */
        readonly get: operations["poolQuestions_banksOfPool"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/pools/{pool}/facilities": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The applicants that were introduced in a pool, and how each file stands; with sums over all of them.
         * @description An officer of an agency or a bank sees the files of its own. With `Accept: text/csv`, or the type of XLSX, the answer is a file with Persian headers; a list is then whole, whatever `limit` and `cursor` say.
         */
        readonly get: operations["facilityQuestions_facilities"];
        readonly put?: never;
        /** Introduce an applicant to an agent bank. */
        readonly post: operations["facilityCommands_introduce"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/pools/{pool}/facilities/{facilityId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One facility, with its payments, reversals, corrections and its end. */
        readonly get: operations["facilityQuestions_facility"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/pools/{pool}/facilities/{facilityId}/closing": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** The bank's file is finished; what was not paid will not be. */
        readonly post: operations["facilityCommands_close"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/pools/{pool}/facilities/{facilityId}/corrections": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Correct the amount of a facility that was recorded wrongly. */
        readonly post: operations["facilityCommands_correctIntroduction"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/pools/{pool}/facilities/{facilityId}/declines": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** The bank will not pay. */
        readonly post: operations["facilityCommands_decline"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/pools/{pool}/facilities/{facilityId}/payments": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** The bank paid, in whole or in part. */
        readonly post: operations["facilityCommands_pay"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/pools/{pool}/facilities/{facilityId}/payments/{bankReference}/reversal": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** A payment came back whole, or was recorded in error. */
        readonly post: operations["facilityCommands_reversePayment"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/pools/{pool}/facilities/{facilityId}/withdrawals": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** The applicant or the agency takes the file back from the bank. */
        readonly post: operations["facilityCommands_withdraw"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/pools/{pool}/policies": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Adopt threshold, clock and split for credit that is notified from now on. */
        readonly post: operations["poolCommands_adoptPolicy"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/pools/{pool}/reviews": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The reviews of a pool, the latest first, with the outcome of each.
         * @description An agency sees those that looked at it, without the sums of all.
         */
        readonly get: operations["reviewQuestions_reviews"];
        readonly put?: never;
        /** Apply the rule to the pool as of a day. Supersedes the open review when anything has changed. */
        readonly post: operations["reviewCommands_requestReview"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/pools/{pool}/reviews/{reviewId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * A review with everything it was decided on, in figures and in words.
         * @description An agency sees its own row and its own transfers.
         */
        readonly get: operations["reviewQuestions_review"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/pools/{pool}/reviews/{reviewId}/approval": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Move the credit that a review proposes to move. Never by whoever requested the review. */
        readonly post: operations["reviewCommands_approve"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/pools/{pool}/reviews/{reviewId}/dismissal": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Leave the credit where it is. */
        readonly post: operations["reviewCommands_dismiss"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/pools/{pool}/reviews/{reviewId}/reversals": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Give credit of an approved reallocation back. Never by whoever approved it. */
        readonly post: operations["reviewCommands_reverse"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/pools/{pool}/reviews/{reviewId}/standing": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Whether a review could be approved now, as the asker: a dry run that records nothing.
         * @description The dry run passes the guards of the approval. `refusal` is what the approval would be refused by, with the same figures; `fault` is what it would be refused by for anybody who may approve.
         */
        readonly get: operations["reviewQuestions_standing"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/pools/{pool}/simulation": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * What a review would find under another threshold, clock or split. Writes nothing.
         * @description An agency may try settings for itself. The rule is then applied to its own figures alone: it sees its own verdict and how much of its credit could move at most (`changes`), and nothing that rests on the figures of others.
         */
        readonly get: operations["poolQuestions_simulation"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/principals": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Who may act, and in which roles, in order of id. */
        readonly get: operations["principalQuestions_principals"];
        readonly put?: never;
        /** Add a person or a program that may act. */
        readonly post: operations["principalCommands_add"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/principals/{principalId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One principal, with the roles held and the tokens that were issued. */
        readonly get: operations["principalQuestions_principal"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/principals/{principalId}/identity": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Link a principal to a person of the OpenID Connect provider, who may then sign in as the principal.
         * @description Several principals may be linked to one person, who chooses an office after signing in.
         */
        readonly post: operations["principalCommands_linkIdentity"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/principals/{principalId}/identity/removal": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Unlink a principal from the person of the provider. The sessions that the person began end. */
        readonly post: operations["principalCommands_unlinkIdentity"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/principals/{principalId}/roles": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Grant a role; of an agency or a bank with the organisation.
         * @description Nobody grants a role to themselves. Where there are two admins, `admin`, `economic-deputy` and `inspector` are only asked for (`RoleRequested`), and granted when another admin confirms; with one admin they are granted and marked `alone`.
         */
        readonly post: operations["principalCommands_grant"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/principals/{principalId}/roles/confirmations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Confirm a role that another admin asked for, and so grant it. */
        readonly post: operations["principalCommands_confirmRole"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/principals/{principalId}/roles/revocations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Revoke a role, and with it every token that acts in it; or decline one that was asked for. */
        readonly post: operations["principalCommands_revokeRole"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/principals/{principalId}/tokens": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Issue a token that acts in one role, as a one-time code for its bearer.
         * @description The code stands in the first answer and nowhere else; only its fingerprint is kept. Its holder redeems it at `/api/v1/tokens/redemption`, by the third day after today. Nobody but the bearer sees the token.
         */
        readonly post: operations["principalCommands_issueToken"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/principals/{principalId}/tokens/{tokenId}/revocation": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Revoke a token. */
        readonly post: operations["principalCommands_revokeToken"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/provinces": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The provinces that something is registered in.
         * @description An officer of an agency or a bank is shown the own one.
         */
        readonly get: operations["registerQuestions_provinces"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/provinces/{province}/calendar": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The working calendar of a province as it stands, with its revision. */
        readonly get: operations["registerQuestions_calendar"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/provinces/{province}/calendar/closures": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Declare a day off. */
        readonly post: operations["calendarCommands_declareClosure"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/provinces/{province}/calendar/holiday-cancellations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Make a holiday a working day. */
        readonly post: operations["calendarCommands_cancelHoliday"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/provinces/{province}/calendar/holidays": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The holidays of a Jalali year, with the closures and cancellations of the province. */
        readonly get: operations["registerQuestions_holidays"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/provinces/{province}/calendar/lunar-months": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Record the day on which a lunar month began. */
        readonly post: operations["calendarCommands_startLunarMonth"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/provinces/{province}/calendar/week-profiles": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Say which days of the week are off from a day on. */
        readonly post: operations["calendarCommands_adoptWeekProfile"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/provinces/{province}/calendar/working-days": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Counts working days from a notification, and names the holidays passed over. */
        readonly get: operations["registerQuestions_workingDays"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/provinces/{province}/organisations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The agencies, banks, sectors and counties of a province, in order of kind and id.
         * @description An officer of an agency sees of the agencies the own one, an officer of a bank of the banks.
         */
        readonly get: operations["registerQuestions_organisations"];
        readonly put?: never;
        /** Register an agency, a bank, a sector or a county. */
        readonly post: operations["registerCommands_register"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/provinces/{province}/organisations/{kind}/{id}/renamings": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Give an organisation another name from a day on. */
        readonly post: operations["registerCommands_rename"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/provinces/{province}/organisations/{kind}/{id}/retirements": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Retire an organisation from a day on. */
        readonly post: operations["registerCommands_retire"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/provinces/{province}/plans/{year}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The commitment board of a year: promised, registered and verified jobs.
         * @description An agency sees its own promise, without the sums over sectors, counties and months. With `Accept: text/csv`, or the type of XLSX, the answer is a file with Persian headers; a list is then whole, whatever `limit` and `cursor` say.
         */
        readonly get: operations["planQuestions_board"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/provinces/{province}/plans/{year}/cells": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The same by agency, sector and county, each with its months, in order of their ids. */
        readonly get: operations["planQuestions_cells"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/provinces/{province}/plans/{year}/commitments": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Assign jobs to an agency. Opens the plan when it is the first. */
        readonly post: operations["commitmentCommands_assign"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/provinces/{province}/plans/{year}/commitments/revisions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Revise the jobs of a commitment; at most once a day. */
        readonly post: operations["commitmentCommands_revise"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/provinces/{province}/plans/{year}/commitments/withdrawals": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Withdraw a commitment. */
        readonly post: operations["commitmentCommands_withdraw"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/provinces/{province}/plans/{year}/course": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The course of a promise through its year: expected and registered jobs, month by month.
         * @description Expected is even by working days of the year. Of all parts that match the filters; an agency sees its own.
         */
        readonly get: operations["planQuestions_course"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/reviews": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The reviews of all pools, the latest first, with what each moves and who decided; with sums.
         * @description With `standing=true` each open review says whether the asker could approve it now. An agency sees those that looked at it, and its own transfers. With `Accept: text/csv`, or the type of XLSX, the answer is a file with Persian headers; a list is then whole, whatever `limit` and `cursor` say.
         */
        readonly get: operations["reviewInbox_inbox"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/session": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Who is signed in, in which office, with which rights, and until when.
         * @description `csrf` goes into the header `X-Misaq-Csrf` of each request of this session that changes something. `needs` names the refusal that stands before the first act, such as `office_needed`. Requests with the header `X-Misaq-Background` do not keep an idle session alive.
         */
        readonly get: operations["session_show"];
        readonly put?: never;
        /**
         * Sign in, and begin a session.
         * @description The answer sets the cookie of the session. An account that does not exist is answered like a wrong password. Who has one office acts in it at once; who has several chooses one with `PUT /api/v1/session/office`. Failures make the account wait for this address, a minute at most.
         */
        readonly post: operations["session_begin"];
        /** Sign out: the session works nowhere any more. */
        readonly delete: operations["session_end"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/session/confirmation": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Give the password, or a code of the second factor, again before something is signed.
         * @description Approving, dismissing and reversing a reallocation in a session need it (`confirmation_required`). It holds for one such act, for two minutes; an act that is refused for another reason does not use it up.
         */
        readonly post: operations["session_confirm"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/session/confirmation/provider": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Begin to confirm something that is signed by the provider: the person shows themselves there again.
         * @description As `POST /api/v1/session/provider`. Only of a session that was begun by the provider.
         */
        readonly post: operations["provider_beginConfirmation"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/session/door": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * What happened at the door with the account that is signed in, newest first.
         * @description As `GET /api/v1/door` has it, of this node: who signed in from where, and what was changed.
         */
        readonly get: operations["session_ownDoor"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/session/factor": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Begin to set up a second factor: make a secret for an authenticator. It counts once a code of it was shown. */
        readonly post: operations["factor_begin"];
        /** Remove the second factor. It needs a confirmation, as signing does; all other sessions of the account end. */
        readonly delete: operations["factor_remove"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/session/factor/confirmation": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Show a code of the authenticator, and so set the second factor. All other sessions of the account end. */
        readonly post: operations["factor_confirm"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/session/office": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /** Choose the office to act in. The session goes on under a new id and a new cookie. */
        readonly put: operations["session_choose"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/session/password": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Change the password. All other sessions of the account end. */
        readonly post: operations["session_changePassword"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/session/provider": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Begin to sign in by the provider: the address at which the browser goes on.
         * @description The answer sets a cookie that holds, sealed, what has to come back. It is good for ten minutes, once. The provider leads the browser to `/sign-in/return`.
         */
        readonly post: operations["provider_begin"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/session/provider/return": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Return from the provider: begin a session, or confirm the present one.
         * @description A person is found by the link that an admin made (`POST /api/v1/principals/{principalId}/identity`), never by an address of mail or a name. A session is confirmed by the person who began it, when the provider has asked again.
         */
        readonly post: operations["provider_comeBack"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/session/ways": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How a person can sign in: by a provider, with a password, or both. */
        readonly get: operations["provider_ways"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/sessions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Your own sessions, or those of another account for an admin. */
        readonly get: operations["sessions_list"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/sessions/{sessionId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** End a session: your own, or anybody’s as an admin. It is refused everywhere within five seconds. */
        readonly delete: operations["sessions_end"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/tokens/redemption": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Redeem a one-time code for the token that was issued to its bearer.
         * @description The token stands in this answer and nowhere else; only its fingerprint is kept. The code is used up then. When the answer is lost, the token is revoked and another one issued. Beside it stand all tokens that were ever issued in the name of the bearer.
         */
        readonly post: operations["codes_redeem"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/webhooks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The webhooks there are, how far each has delivered, and which are suspended. */
        readonly get: operations["webhooks_list"];
        readonly put?: never;
        /**
         * Have the notifications of an organisation sent to an address, signed.
         * @description Signed by the Standard Webhooks scheme with `secret`, which the same registration again shows again. What is notified from now on is posted, at least once; `webhook-id` names each, so that a receiver knows it again. An organisation has at most 20 webhooks (`too_many_webhooks`).
         */
        readonly post: operations["webhooks_register"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/webhooks/{webhookId}/removal": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Send nothing there any more. The id is not used again. */
        readonly post: operations["webhooks_remove"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/webhooks/{webhookId}/resumption": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Go on with a webhook that was suspended, from where it was. */
        readonly post: operations["webhooks_resume"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        readonly AccountItem: {
            readonly account: string;
            readonly lastSignInAt: string | null;
            readonly link: components["schemas"]["LinkItem"] | null;
            /** @description Null as long as nobody has redeemed a link. */
            readonly passwordSetAt: string | null;
            readonly principals: readonly string[];
            readonly secondFactorSetAt: string | null;
        };
        readonly AccountList: {
            /** @description In order of name. */
            readonly items: readonly components["schemas"]["AccountItem"][];
        };
        /** @enum {string} */
        readonly Act: "manage-register" | "manage-calendar" | "manage-principals" | "read-door" | "operate" | "plan-commitments" | "adopt-policy" | "allocate-credit" | "correct-allocation" | "void-job" | "verify-job" | "request-review" | "simulate" | "decide-reallocation" | "manage-webhooks" | "run-due-work" | "read" | "introduce" | "correct-introduction" | "withdraw" | "register-job" | "end-job" | "decline" | "pay" | "reverse-payment" | "close-facility";
        /**
         * @description Who acts, as a snapshot that is written beside each event, because roles change and history must not. `organisation` is the agency or bank that an officer acts for.
         *
         *     What the act came through stands beside the actor: `tokenId` where a server let the bearer of a token in, `sessionId` where it let the session of a browser in, `operatingSystemUser` on the command line of a data directory. None stands where Misaq itself acts, where a code is redeemed (its event names the token), and on events of versions that did not record the token.
         */
        readonly Actor: {
            readonly id: string;
            readonly name: string;
            readonly operatingSystemUser?: string;
            readonly organisation?: string;
            /** @description The province whose register knows that agency or bank: an officer acts in no other one. Absent for roles that act for no organisation, on a data directory where no grant says it, and on events of versions that did not record it. */
            readonly province?: string;
            readonly role: components["schemas"]["Role"];
            /** @description The id of a session, which is no secret. */
            readonly sessionId?: string;
            /** @description The id of a token, which is no secret. */
            readonly tokenId?: string;
        };
        /** @description Somebody who acted, as the register of principals has them now. */
        readonly ActorNow: {
            readonly name: string;
            /** @description The roles that they hold now, in the order they were given. */
            readonly roles: readonly {
                readonly organisation: string | null;
                readonly role: components["schemas"]["Role"];
            }[];
        };
        readonly AddPrincipalDto: {
            /**
             * @description Of an official or a program; it stands beside what they do.
             * @example A. Ahmadi
             */
            readonly name: string;
            /** @example a-ahmadi */
            readonly principalId: string;
        };
        readonly AdoptPolicyDto: {
            /**
             * @description When the time of credit that is notified from then on is up.
             * @example {
             *       "kind": "working-days",
             *       "days": 20
             *     }
             */
            readonly clock: {
                readonly [key: string]: unknown;
            } & ({
                readonly days: number;
                /** @enum {unknown} */
                readonly kind: "working-days";
            } | {
                readonly date: string;
                readonly graceWorkingDays: number;
                /** @enum {unknown} */
                readonly kind: "until";
            });
            /**
             * @description The first day it is in force.
             * @example 1401-09-01
             */
            readonly effectiveOn: string;
            /**
             * @description Whether exactly the threshold passes.
             * @example true
             */
            readonly exactThresholdPasses: boolean;
            /**
             * @description Lots that get the new clock; only ever more time.
             * @example []
             */
            readonly extendLots?: readonly string[];
            /**
             * @description Whether introductions that were recorded only after a deadline count for its shares and ring-fence (count when left out).
             * @example count
             * @enum {string}
             */
            readonly lateReportsOfIntroductions?: "count" | "ignore";
            /**
             * @description Why; it stays in the history.
             * @example Session 1 of 1401
             */
            readonly reason: string;
            /**
             * @description Working days after a donor’s deadline that banks have to report, before a transfer from it can be approved (0 when left out).
             * @example 0
             */
            readonly reportingWorkingDays?: number;
            /**
             * @description Whether credit behind applicants who wait at a bank stays where it is.
             * @example false
             */
            readonly ringFence: boolean;
            /**
             * @description How movable credit is divided.
             * @example unmet-demand
             * @enum {string}
             */
            readonly split: "unmet-demand" | "performance-weighted";
            /**
             * @description Absorption to reach, in percent.
             * @example 65
             */
            readonly thresholdPercent: number;
        };
        readonly AdoptWeekProfileDto: {
            /**
             * @description The first day of it.
             * @example 1403-01-01
             */
            readonly from: string;
            /**
             * @description The days of the week that are off; Friday always is.
             * @example [
             *       "thursday",
             *       "friday"
             *     ]
             */
            readonly off: readonly ("saturday" | "sunday" | "monday" | "tuesday" | "wednesday" | "thursday" | "friday")[];
            /**
             * @description Why; it stays in the history.
             * @example Resolution of the province
             */
            readonly reason: string;
        };
        readonly AgencyCommitmentItem: {
            readonly agency: string;
            /** @description Jobs promised by the version asked for. */
            readonly assigned: number;
            readonly assignedByVersion: {
                readonly [key: string]: number;
            };
            readonly ended: number;
            /** @description Registered ÷ promised, truncated; null when nothing was promised. */
            readonly fulfilmentBasisPoints: number | null;
            readonly name: string | null;
            /** @description Net of rejections and voids: what fulfilment counts. */
            readonly registered: number;
            readonly registeredGross: number;
            readonly registeredGrossWomen: number;
            readonly registeredWomen: number;
            readonly rejected: number;
            /** @description Of the net ones, how many have passed round 1, 2 and 3. */
            readonly verified: {
                readonly round1: number;
                readonly round2: number;
                readonly round3: number;
            };
            readonly voided: number;
        };
        /** @description One agency as every answer shows it (board, review, simulation). A figure that does not exist yet (no deadline has passed) is null, so that the shape is always the same. Basis points are truncated. */
        readonly AgencyItem: {
            readonly absorptionBasisPoints: number | null;
            readonly agency: string;
            /** @description Introduced ÷ due and paid ÷ introduced, in time: whose fault it is. */
            readonly agencyShareBasisPoints: number | null;
            /** @description The credit it holds now. */
            readonly allocatedRial: string;
            readonly bankShareBasisPoints: number | null;
            /** @description Null when the agency can receive. */
            readonly cannotReceive: components["schemas"]["NoRecipient"] | null;
            /** @description Of an overdrawn agency: the day of the earliest approval that took credit which has not come back. */
            readonly creditTakenOn: string | null;
            /** @description Of an overdrawn agency: the day of the earliest approval that took credit which has not come back. */
            readonly creditTakenOnIso: string | null;
            /** @description The latest deadline that had passed. */
            readonly deadline: string | null;
            /** @description The latest deadline that had passed. */
            readonly deadlineIso: string | null;
            /** @description What the verdict is about; fixed by the deadline. */
            readonly dueRial: string | null;
            readonly introducedInTimeRial: string | null;
            /** @description Introduced in time but recorded only after the deadline. Null also in reviews by version 1 of the rule. */
            readonly introducedReportedAfterDeadlineRial: string | null;
            /** @description In a review, lots that are settled stand in `settled`. */
            readonly lots: readonly components["schemas"]["LotItem"][];
            /** @description Whole rials. */
            readonly movableRial: string;
            readonly name: string | null;
            readonly nextDeadline: string | null;
            readonly nextDeadlineIso: string | null;
            /** @description Whole rials. */
            readonly overdrawnRial: string;
            readonly paidAfterDeadlineRial: string | null;
            readonly paidInTimeRial: string | null;
            /** @description Whole rials. */
            readonly paidRial: string;
            /** @description Whole rials. */
            readonly pendingRial: string;
            /** @description Whole rials. */
            readonly protectedRial: string;
            readonly reportedAfterDeadlineRial: string | null;
            /** @description Of a donor: what was introduced in time and still waits, by bank. */
            readonly reports: readonly components["schemas"]["BankReports"][];
            /** @description Of a donor: transfers from it can be approved from the day after. */
            readonly reportsDueUntil: string | null;
            /** @description Of a donor: transfers from it can be approved from the day after. */
            readonly reportsDueUntilIso: string | null;
            /** @description Paid in time and gone back within 10 working days after the deadline. Null also in reviews by version 1. */
            readonly returnedSoonRial: string | null;
            /** @description Whole rials. */
            readonly ringFencedRial: string;
            /** @description Lots whose time is up and in which nothing is unpaid, in one line; null where every lot stands in `lots`. */
            readonly settled: components["schemas"]["SettledLots"] | null;
            readonly thresholdPercent: number;
            /** @description Whole rials. */
            readonly unmetDemandRial: string;
            /** @description Whole rials. */
            readonly unpaidExpiredRial: string;
            readonly verdict: components["schemas"]["Verdict"];
            readonly workingDaysLeft: number | null;
        };
        /** @description An agency on the board of a pool. */
        readonly AgencyOnBoardItem: {
            readonly absorptionBasisPoints: number | null;
            readonly agency: string;
            /** @description Introduced ÷ due and paid ÷ introduced, in time: whose fault it is. */
            readonly agencyShareBasisPoints: number | null;
            /** @description The credit it holds now. */
            readonly allocatedRial: string;
            readonly bankShareBasisPoints: number | null;
            /** @description Null when the agency can receive. */
            readonly cannotReceive: components["schemas"]["NoRecipient"] | null;
            /** @description Of an overdrawn agency: the day of the earliest approval that took credit which has not come back. */
            readonly creditTakenOn: string | null;
            /** @description Of an overdrawn agency: the day of the earliest approval that took credit which has not come back. */
            readonly creditTakenOnIso: string | null;
            /** @description The latest deadline that had passed. */
            readonly deadline: string | null;
            /** @description The latest deadline that had passed. */
            readonly deadlineIso: string | null;
            /** @description What the verdict is about; fixed by the deadline. */
            readonly dueRial: string | null;
            readonly facilities: components["schemas"]["FacilityCounts"];
            readonly introducedBasisPoints: number | null;
            readonly introducedInTimeRial: string | null;
            /** @description Introduced in time but recorded only after the deadline. Null also in reviews by version 1 of the rule. */
            readonly introducedReportedAfterDeadlineRial: string | null;
            /** @description Introduced less withdrawn, as of now and whatever the credit. */
            readonly introducedRial: string;
            /** @description In a review, lots that are settled stand in `settled`. */
            readonly lots: readonly components["schemas"]["LotItem"][];
            /** @description Whole rials. */
            readonly movableRial: string;
            readonly name: string | null;
            readonly nextDeadline: string | null;
            readonly nextDeadlineIso: string | null;
            /** @description Whole rials. */
            readonly overdrawnRial: string;
            readonly paidAfterDeadlineRial: string | null;
            readonly paidInTimeRial: string | null;
            readonly paidOfIntroducedBasisPoints: number | null;
            /** @description Whole rials. */
            readonly paidRial: string;
            /** @description Whole rials. */
            readonly pendingRial: string;
            /** @description Whole rials. */
            readonly protectedRial: string;
            /** @description Whether a deadline of it can still move when a lunar month is published. */
            readonly provisional: boolean;
            readonly reportedAfterDeadlineRial: string | null;
            /** @description Of a donor: what was introduced in time and still waits, by bank. */
            readonly reports: readonly components["schemas"]["BankReports"][];
            /** @description Of a donor: transfers from it can be approved from the day after. */
            readonly reportsDueUntil: string | null;
            /** @description Of a donor: transfers from it can be approved from the day after. */
            readonly reportsDueUntilIso: string | null;
            /** @description Paid in time and gone back within 10 working days after the deadline. Null also in reviews by version 1. */
            readonly returnedSoonRial: string | null;
            /** @description Whole rials. */
            readonly ringFencedRial: string;
            /** @description Lots whose time is up and in which nothing is unpaid, in one line; null where every lot stands in `lots`. */
            readonly settled: components["schemas"]["SettledLots"] | null;
            readonly thresholdPercent: number;
            /** @description Whole rials. */
            readonly unmetDemandRial: string;
            /** @description Whole rials. */
            readonly unpaidExpiredRial: string;
            readonly verdict: components["schemas"]["Verdict"];
            readonly workingDaysLeft: number | null;
        };
        /** @description A page of facilities of any pool, with sums over all pages. */
        readonly AllFacilitiesPage: {
            readonly items: readonly components["schemas"]["FacilityAnywhereItem"][];
            /** @description Asks for the next page; null on the last. It belongs to this list, its filters and its order. */
            readonly next: string | null;
            readonly sums: components["schemas"]["AllFacilitiesSums"];
            /** @description How many there are on all pages. */
            readonly total: number;
        };
        /** @description Of all that the filter leaves. */
        readonly AllFacilitiesSums: {
            /** @description Whole rials. */
            readonly amountRial: string;
            /** @description What is pending, with what it waits for, where the time of the credit is up within so many working days. */
            readonly breaching: {
                readonly within1: {
                    readonly facilities: number;
                    /** @description Whole rials. */
                    readonly rial: string;
                };
                readonly within5: {
                    readonly facilities: number;
                    /** @description Whole rials. */
                    readonly rial: string;
                };
                readonly within10: {
                    readonly facilities: number;
                    /** @description Whole rials. */
                    readonly rial: string;
                };
            };
            readonly byStatus: {
                readonly closed: number;
                readonly declined: number;
                readonly paid: number;
                readonly "paid-in-part": number;
                readonly waiting: number;
                readonly withdrawn: number;
            };
            readonly facilities: number;
            /** @description Whole rials. */
            readonly paidRial: string;
            /** @description How many wait for money: what the boards call waiting. */
            readonly pending: number;
            /** @description Whole rials. */
            readonly pendingRial: string;
            readonly plannedJobs: number;
        };
        readonly AllocateCreditDto: {
            /** @example behzisti */
            readonly agency: string;
            /**
             * @description Given by whoever allocates; the same again changes nothing.
             * @example note16-1401-behzisti-1
             */
            readonly allocationId: string;
            /**
             * @description Whole rials.
             * @example 2500000000
             */
            readonly amountRial: string;
            /**
             * @description The day of the notification; the day after is the first working day.
             * @example 1401-09-27
             */
            readonly notifiedOn: string;
        };
        readonly Answer: Record<string, never>;
        readonly AssignCommitmentDto: {
            /** @example behzisti */
            readonly agency: string;
            /** @example tabriz */
            readonly county: string;
            /** @example 120 */
            readonly jobs: number;
            /** @example 1401-02-01 */
            readonly notifiedOn: string;
            /** @example services */
            readonly sector: string;
            /**
             * @description `baseline`, or the name of a later version.
             * @example baseline
             */
            readonly version: string;
        };
        readonly BankBoard: {
            /**
             * @description Jalali
             * @example 1403-02-31
             */
            readonly asOf: string;
            /** Format: date */
            readonly asOfIso: string;
            readonly banks: readonly components["schemas"]["BankItem"][];
            /** @description Null: over all pools. */
            readonly pool: string | null;
        };
        /** @description A bank on the board. Null where there is nothing to take a figure of. */
        readonly BankItem: {
            readonly bank: string;
            /** @description Finished by the bank before all was paid; the amount is what was not paid. */
            readonly closed: components["schemas"]["CountAndRials"];
            readonly declined: components["schemas"]["CountAndRials"];
            /** @description Facilities introduced to it, with their amounts as corrected. */
            readonly introduced: components["schemas"]["CountAndRials"];
            /** @description Days from introduction to payment within which half and nine in ten of the payments came. */
            readonly medianDaysToPayment: number | null;
            /** @description Days from payment to its recording here. */
            readonly medianDaysToReport: number | null;
            readonly name: string | null;
            readonly ninetiethPercentileDaysToPayment: number | null;
            /** @description Payments that stand, and what was paid less what came back. */
            readonly paid: {
                readonly facilitiesInFull: number;
                readonly payments: number;
                /** @description Whole rials. */
                readonly rial: string;
            };
            /** @description Paid ÷ introduced, truncated. */
            readonly paidOfIntroducedBasisPoints: number | null;
            /** @description What waits now and was introduced by the day asked for; ages in days on that day. */
            readonly waiting: {
                readonly facilities: number;
                readonly medianDays: number | null;
                readonly oldestDays: number | null;
                /** @description Whole rials. */
                readonly rial: string;
            };
            /** @description Taken back by the applicant or the agency; the amount is what was not paid. */
            readonly withdrawn: components["schemas"]["CountAndRials"];
        };
        /** @description What still waits at a bank for a donor, and when that bank last recorded anything. */
        readonly BankReports: {
            readonly bank: string;
            /**
             * @description The last day on which the bank recorded anything in the pool; absent when it never did.
             * @example 1403-02-31
             */
            readonly lastRecordedOn?: string;
            /**
             * Format: date
             * @description The last day on which the bank recorded anything in the pool; absent when it never did.
             */
            readonly lastRecordedOnIso?: string;
            /** @description Whole rials. */
            readonly waitingRial: string;
        };
        readonly BeginFactorDto: {
            /**
             * Format: password
             * @example a long sentence of your own
             */
            readonly password: string;
        };
        readonly Calendar: components["schemas"]["CalendarItem"];
        /** @description The working calendar of a province as it stands. */
        readonly CalendarItem: {
            readonly cancellations: readonly components["schemas"]["HolidayCancellation"][];
            readonly closures: readonly components["schemas"]["Closure"][];
            readonly lunarMonths: readonly {
                /**
                 * @description Jalali
                 * @example 1403-02-31
                 */
                readonly firstDay: string;
                /** Format: date */
                readonly firstDayIso: string;
                readonly hijriMonth: string;
            }[];
            readonly province: string;
            /** @description Revisions since the shipped calendar, which is 0. */
            readonly revision: number;
            readonly weekProfiles: readonly components["schemas"]["WeekProfile"][];
        };
        readonly CancelHolidayDto: {
            /** @example 1401-03-15 */
            readonly date: string;
            /**
             * @description One holiday of the day, in Persian or English; without it all of the day are cancelled.
             * @example Uprising of 15 Khordad
             */
            readonly name?: string;
            /**
             * @description Why; it stays in the history.
             * @example Announced by the government
             */
            readonly reason: string;
        };
        /** @description What other settings change for an agency. */
        readonly ChangeItem: {
            readonly agency: string;
            readonly changeRial: string | null;
            /**
             * @description For whoever sees one agency only: whether more or less of its own credit can move, at most `movableAfterRial`.
             * @enum {string}
             */
            readonly effect: "gains" | "loses" | "unchanged";
            /** @description These five are null for whoever sees one agency only: what moves rests on the figures of others. */
            readonly givesRial: string | null;
            /** @description Whole rials. */
            readonly movableAfterRial: string;
            /** @description Whole rials. */
            readonly movableBeforeRial: string;
            readonly netAfterRial: string | null;
            /** @description Received less given by the transfers a review would propose. */
            readonly netBeforeRial: string | null;
            readonly receivesRial: string | null;
            readonly verdictAfter: components["schemas"]["Verdict"];
            readonly verdictBefore: components["schemas"]["Verdict"];
        };
        /** @description When the time of a lot is up. The governor said «20 working days», the deputy «until the end of Ordibehesht» (source 002): both are clocks of one policy. Every lot has at least `graceWorkingDays`, also when it starts just before the date of an `until` clock. */
        readonly Clock: {
            readonly days: number;
            /** @constant */
            readonly kind: "working-days";
        } | {
            /**
             * @description Jalali
             * @example 1403-02-31
             */
            readonly date: string;
            /** Format: date */
            readonly dateIso: string;
            readonly graceWorkingDays: number;
            /** @constant */
            readonly kind: "until";
        };
        readonly CloseFacilityDto: {
            /**
             * @description The bank that acts; an officer of a bank may leave it out.
             * @example bank-melli
             */
            readonly bank?: string;
            /** @example 1401-10-25 */
            readonly closedOn: string;
            /**
             * @description Why; it stays in the history.
             * @example Completed
             */
            readonly reason: string;
        };
        /** @description A day declared closed at short notice (cold, air pollution, mourning). */
        readonly Closure: {
            /**
             * @description Jalali
             * @example 1403-02-31
             */
            readonly date: string;
            /** Format: date */
            readonly dateIso: string;
            readonly reason: string;
        };
        readonly CommitmentBoard: {
            readonly agencies: readonly components["schemas"]["AgencyCommitmentItem"][];
            /** @description Jobs promised by the version asked for. */
            readonly assigned: number;
            readonly assignedByVersion: {
                readonly [key: string]: number;
            };
            readonly counties: readonly components["schemas"]["CountyCommitmentItem"][];
            readonly ended: number;
            /** @description Registered ÷ promised, truncated; null when nothing was promised. */
            readonly fulfilmentBasisPoints: number | null;
            readonly months: readonly components["schemas"]["CommitmentMonthItem"][];
            readonly province: string;
            /** @description Net of rejections and voids: what fulfilment counts. */
            readonly registered: number;
            readonly registeredGross: number;
            readonly registeredGrossWomen: number;
            readonly registeredWomen: number;
            readonly rejected: number;
            readonly sectors: readonly components["schemas"]["SectorCommitmentItem"][];
            /** @description Of the net ones, how many have passed round 1, 2 and 3. */
            readonly verified: {
                readonly round1: number;
                readonly round2: number;
                readonly round3: number;
            };
            /** @description The version that fulfilment is measured against. */
            readonly version: string;
            readonly versions: readonly string[];
            readonly voided: number;
            /** @description Jalali. */
            readonly year: number;
        };
        /** @description One agency's promise in one sector of one county. */
        readonly CommitmentCellItem: {
            readonly agency: string;
            /** @description Jobs promised by the version asked for. */
            readonly assigned: number;
            readonly assignedByVersion: {
                readonly [key: string]: number;
            };
            readonly county: string;
            readonly ended: number;
            /** @description Registered ÷ promised, truncated; null when nothing was promised. */
            readonly fulfilmentBasisPoints: number | null;
            /** @description Months in which a job was registered. */
            readonly months: readonly {
                readonly month: string;
                /** @description Net of rejections and voids: what fulfilment counts. */
                readonly registered: number;
                readonly registeredGross: number;
                readonly rejected: number;
                readonly voided: number;
            }[];
            /** @description Net of rejections and voids: what fulfilment counts. */
            readonly registered: number;
            readonly registeredGross: number;
            readonly registeredGrossWomen: number;
            readonly registeredWomen: number;
            readonly rejected: number;
            readonly sector: string;
            /** @description Of the net ones, how many have passed round 1, 2 and 3. */
            readonly verified: {
                readonly round1: number;
                readonly round2: number;
                readonly round3: number;
            };
            readonly voided: number;
        };
        /** @description One page of a list. */
        readonly CommitmentCellPage: {
            readonly items: readonly components["schemas"]["CommitmentCellItem"][];
            /** @description Asks for the next page; null on the last. It belongs to this list, its filters and its order. */
            readonly next: string | null;
            /** @description How many there are on all pages. */
            readonly total: number;
        };
        readonly CommitmentMonthItem: {
            readonly fulfilmentBasisPoints: number | null;
            /** @description Jalali: `1401-10`. */
            readonly month: string;
            readonly registered: number;
            readonly registeredGross: number;
            readonly registeredToDate: number;
            readonly rejected: number;
            readonly voided: number;
        };
        readonly Confirmation: components["schemas"]["ConfirmationItem"];
        readonly ConfirmationDto: {
            /**
             * @description Of the authenticator: six digits.
             * @example 492039
             */
            readonly code?: string;
            /**
             * Format: password
             * @description The password, or a code of the second factor.
             * @example a long sentence of your own
             */
            readonly password?: string;
        };
        /** @description A confirmation, which is good for one act that is signed. */
        readonly ConfirmationItem: {
            /** @description ISO instant. */
            readonly holdsUntil: string;
        };
        readonly ConfirmRoleDto: {
            /**
             * @example economic-deputy
             * @enum {string}
             */
            readonly role: "admin" | "labour" | "economic-deputy" | "inspector" | "agency" | "bank" | "governor" | "system";
        };
        readonly CorrectAmountDto: {
            /**
             * @description The right amount, in whole rials.
             * @example 2500000000
             */
            readonly amountRial: string;
            /**
             * @description Why; it stays in the history.
             * @example A zero was missing
             */
            readonly reason: string;
        };
        readonly CountAndRials: {
            readonly facilities: number;
            /** @description Whole rials. */
            readonly rial: string;
        };
        readonly CountyCommitmentItem: {
            /** @description Jobs promised by the version asked for. */
            readonly assigned: number;
            readonly assignedByVersion: {
                readonly [key: string]: number;
            };
            readonly county: string;
            readonly ended: number;
            /** @description Registered ÷ promised, truncated; null when nothing was promised. */
            readonly fulfilmentBasisPoints: number | null;
            readonly name: string | null;
            /** @description Net of rejections and voids: what fulfilment counts. */
            readonly registered: number;
            readonly registeredGross: number;
            readonly registeredGrossWomen: number;
            readonly registeredWomen: number;
            readonly rejected: number;
            /** @description Of the net ones, how many have passed round 1, 2 and 3. */
            readonly verified: {
                readonly round1: number;
                readonly round2: number;
                readonly round3: number;
            };
            readonly voided: number;
        };
        readonly Course: components["schemas"]["CourseItem"];
        /** @description The course of a promise through its year: expected and registered jobs, month by month. */
        readonly CourseItem: {
            /** @description Of whom: null for everybody. */
            readonly agency: string | null;
            readonly assigned: number;
            readonly assignedByVersion: {
                readonly [key: string]: number;
            };
            readonly county: string | null;
            /** @description Assigned × working days up to today ÷ those of the year, truncated. */
            readonly expected: number;
            /** @description Registered less expected. */
            readonly gap: number;
            readonly points: readonly components["schemas"]["CoursePointItem"][];
            /** @description Registered × working days of the year ÷ those up to today, truncated; null before the first working day. */
            readonly projected: number | null;
            readonly province: string;
            /** @description Whether a holiday of the year rests on a lunar month that is not published yet. */
            readonly provisional: boolean;
            /** @description Net of rejections and voids: what fulfilment counts. */
            readonly registered: number;
            readonly sector: string | null;
            /** @description How the promise is expected to be kept in the course of the year. */
            readonly target: components["schemas"]["Target"];
            /**
             * @description Jalali
             * @example 1403-02-31
             */
            readonly today: string;
            /** Format: date */
            readonly todayIso: string;
            /** @description The version that `assigned`, `expected` and `gap` are of. */
            readonly version: string;
            /** @description Working days of the year up to and including today, and of the whole year. */
            readonly workingDays: number;
            readonly workingDaysOfYear: number;
            /** @description Jalali. */
            readonly year: number;
        };
        /** @description What was promised and registered up to the end of a month. */
        readonly CoursePointItem: {
            /** @description What each version of the promise expects by then. */
            readonly expected: {
                readonly [key: string]: number;
            };
            /** @description Jalali: `1401-10`. */
            readonly month: string;
            /** @description Registered in the month, net of rejections and voids; null for a month that has not begun. */
            readonly registered: number | null;
            readonly registeredToDate: number | null;
            /**
             * @description Its last day.
             * @example 1403-02-31
             */
            readonly until: string;
            /**
             * Format: date
             * @description Its last day.
             */
            readonly untilIso: string;
            /** @description From the first day of the year up to and including `until`. */
            readonly workingDays: number;
        };
        readonly DecideReviewDto: {
            /**
             * @description Why; it stays in the history.
             * @example Session of 2 Bahman 1401
             */
            readonly reason: string;
        };
        readonly DeclareClosureDto: {
            /** @example 1401-11-04 */
            readonly date: string;
            /**
             * @description Why; it stays in the history.
             * @example Air pollution
             */
            readonly reason: string;
        };
        readonly DeclineFacilityDto: {
            /**
             * @description The bank that acts; an officer of a bank may leave it out.
             * @example bank-melli
             */
            readonly bank?: string;
            /** @example 1401-10-05 */
            readonly declinedOn: string;
            /**
             * @description Why; it stays in the history.
             * @example No guarantor
             */
            readonly reason: string;
        };
        /** @description An account of the demo, with what a sign-in page says of it. */
        readonly DemoAccountItem: {
            readonly account: string;
            readonly name: string;
            readonly organisation: string | null;
            readonly password: string;
            readonly principal: string;
            readonly role: components["schemas"]["Role"];
        };
        readonly DemoAccountList: {
            readonly items: readonly components["schemas"]["DemoAccountItem"][];
        };
        readonly DifferingRow: {
            /** @enum {string} */
            readonly in: "served" | "rebuilt";
            readonly row: {
                readonly [key: string]: string | number | null;
            };
            readonly table: string;
        };
        /** @description Something that happened at the door. What is not known of it is null. */
        readonly DoorItem: {
            readonly account: string | null;
            readonly address: string | null;
            readonly at: string;
            readonly by: string | null;
            readonly entry: number;
            readonly kind: components["schemas"]["DoorKind"];
            readonly principal: string | null;
            readonly reason: string | null;
            readonly role: string | null;
            readonly sessionId: string | null;
        };
        /** @enum {string} */
        readonly DoorKind: "signed-in" | "sign-in-failed" | "held-back" | "office-chosen" | "confirmed" | "confirmation-failed" | "session-ended" | "link-issued" | "link-refused" | "password-set" | "factor-set" | "factor-removed" | "factor-required" | "provider-refused";
        readonly DoorList: {
            /** @description Newest first. */
            readonly items: readonly components["schemas"]["DoorItem"][];
            /** @description `before` of the next page; null when this is the last one. */
            readonly next: number | null;
            readonly total: number;
        };
        readonly EndedSession: components["schemas"]["EndedSessionItem"];
        /** @description A session that has ended. */
        readonly EndedSessionItem: {
            readonly sessionId: string;
        };
        readonly EndJobDto: {
            /** @example 1401-10-30 */
            readonly endedOn: string;
            /**
             * @description Why; it stays in the history.
             * @example Season ended
             */
            readonly reason?: string;
        };
        readonly ErrandDto: {
            /**
             * @description The page of this server to go on with; the first one where it is no such page.
             * @example /pools
             */
            readonly next?: string;
        };
        readonly Event: components["schemas"]["EventItem"];
        /** @description One event of the log, with what proves it and what it is linked to. */
        readonly EventItem: {
            /** @description Who the actor is now; null for Misaq itself, for the command line, and to officers of organisations. */
            readonly actorNow: components["schemas"]["ActorNow"] | null;
            /** @description The command that caused this one; its own id when none did. */
            readonly causationId: string;
            /** @description What the command answered to: an earlier command, an import, or the review that was decided. */
            readonly causes: components["schemas"]["LinkedEventsItem"];
            readonly commandId: string;
            /** @description The import or request that began the chain of commands. */
            readonly correlationId: string;
            /** @description What was recorded because of it. */
            readonly effects: components["schemas"]["LinkedEventsItem"];
            readonly event: components["schemas"]["HistoryItem"];
            readonly eventId: string;
            /** @description SHA-256 of the stored bytes, by which the next event of the stream names this one; null to officers of organisations, who do not see all of these bytes. */
            readonly hash: string | null;
            /** @description The same of the event before it in its stream; null on the first. */
            readonly previousHash: string | null;
            /** @description Other events of the same command. */
            readonly together: components["schemas"]["LinkedEventsItem"];
        };
        readonly Export: components["schemas"]["ExportItem"];
        readonly ExportFailureItem: {
            /** @description What it means, in a sentence. */
            readonly message: string;
            /** @description The name of a refusal. */
            readonly refusal: string;
        };
        readonly ExportFileItem: {
            readonly bytes: number;
            readonly name: string;
            /** @description The address to download it from. */
            readonly path: string;
            /** @description Media type. */
            readonly type: string;
        };
        /** @description An export, made in the background. Times are ISO instants, UTC. */
        readonly ExportItem: {
            readonly askedAt: string;
            readonly by: components["schemas"]["Actor"];
            /** @description When it was made, or failed. */
            readonly endedAt: string | null;
            /** @description At this time it is deleted. */
            readonly expiresAt: string;
            readonly exportId: string;
            readonly failure: components["schemas"]["ExportFailureItem"] | null;
            readonly file: components["schemas"]["ExportFileItem"] | null;
            /** @enum {string} */
            readonly form: "csv" | "xlsx";
            /** @description The node that keeps it: no other knows more of it. */
            readonly node: string;
            /** @description The address of the requested table, with its filters. */
            readonly path: string;
            /** @description 0 to 100; null while nobody knows. */
            readonly percent: number | null;
            /** @description Position of the log that it shows; to an officer of an organisation a token that stands for it. */
            readonly position: components["schemas"]["ShownPosition"] | null;
            /** @description Rows that are written, without the header. */
            readonly rows: number;
            /** @enum {string} */
            readonly state: "waiting" | "running" | "done" | "failed";
            /** @description Rows that there are; null while nobody knows. */
            readonly total: number | null;
        };
        /** @description The exports of the asker that this node keeps, the latest first. */
        readonly ExportList: {
            readonly items: readonly components["schemas"]["ExportItem"][];
            readonly node: string;
        };
        readonly Facility: components["schemas"]["FacilityDetailItem"];
        /** @description A facility in the list over pools. */
        readonly FacilityAnywhereItem: {
            readonly agency: string;
            /** @description Whole rials. */
            readonly amountRial: string;
            readonly bank: string;
            readonly county: string;
            /** @description The next deadline of the agency's credit in the pool, and the working days up to and including it. Null for what waits for nothing, and when no time is to come. */
            readonly deadline: string | null;
            /** @description The next deadline of the agency's credit in the pool, and the working days up to and including it. Null for what waits for nothing, and when no time is to come. */
            readonly deadlineIso: string | null;
            /** @description When it was declined, withdrawn or closed. */
            readonly endedOn: string | null;
            /** @description When it was declined, withdrawn or closed. */
            readonly endedOnIso: string | null;
            readonly facilityId: string;
            /**
             * @description Jalali
             * @example 1403-02-31
             */
            readonly introducedOn: string;
            /** Format: date */
            readonly introducedOnIso: string;
            /** @description Whole rials. */
            readonly paidRial: string;
            readonly payments: number;
            /** @description Whole rials. */
            readonly pendingRial: string;
            readonly plannedJobs: number;
            readonly pool: string;
            readonly sector: string;
            readonly status: components["schemas"]["FacilityStatus"];
            readonly workingDaysLeft: number | null;
            /** @description Working days since its introduction up to today; null for what waits for nothing. */
            readonly workingDaysWaiting: number | null;
        };
        readonly FacilityCorrection: {
            /** @description Whole rials. */
            readonly amountRial: string;
            /** @description Whole rials. */
            readonly previousAmountRial: string;
            readonly reason: string;
            /** @description ISO instant, UTC. */
            readonly recordedAt: string;
        };
        /** @description How many facilities of an agency stand where. `introduced` counts all there ever were. */
        readonly FacilityCounts: {
            readonly closed: number;
            /** @description Payments that were contested when they were recorded: true, but of credit that had been moved. */
            readonly contestedPayments: number;
            readonly declined: number;
            readonly introduced: number;
            readonly paidInFull: number;
            /** @description Payments that stand. */
            readonly payments: number;
            readonly plannedJobs: number;
            readonly waiting: number;
            readonly withdrawn: number;
        };
        /** @description A facility with its payments, reversals, corrections and its end. */
        readonly FacilityDetailItem: {
            readonly agency: string;
            /** @description Whole rials. */
            readonly amountRial: string;
            readonly bank: string;
            readonly corrections: readonly components["schemas"]["FacilityCorrection"][];
            readonly county: string;
            /** @description Null while it is open. */
            readonly ending: components["schemas"]["FacilityEnding"] | null;
            readonly facilityId: string;
            /**
             * @description Jalali
             * @example 1403-02-31
             */
            readonly introducedOn: string;
            /** Format: date */
            readonly introducedOnIso: string;
            /** @description Whole rials. */
            readonly paidRial: string;
            readonly payments: readonly components["schemas"]["FacilityPaymentItem"][];
            /** @description Whole rials. */
            readonly pendingRial: string;
            readonly plannedJobs: number;
            readonly pool: string;
            readonly sector: string;
            readonly status: components["schemas"]["FacilityStatus"];
        };
        readonly FacilityEnding: {
            /** @enum {string} */
            readonly by: "applicant" | "agency" | "bank";
            /**
             * @description Jalali
             * @example 1403-02-31
             */
            readonly endedOn: string;
            /** Format: date */
            readonly endedOnIso: string;
            readonly reason: string;
            /** @enum {string} */
            readonly status: "declined" | "withdrawn" | "closed";
            /** @description Whole rials, as is known now: also by what was reported only after it. */
            readonly unpaidRial: string;
        };
        /** @description A facility in a list. */
        readonly FacilityItem: {
            readonly agency: string;
            /** @description As corrected. */
            readonly amountRial: string;
            readonly bank: string;
            readonly county: string;
            /** @description Days from the introduction to today; null for what waits for nothing. */
            readonly daysWaiting: number | null;
            /** @description When it was declined, withdrawn or closed. */
            readonly endedOn: string | null;
            /** @description When it was declined, withdrawn or closed. */
            readonly endedOnIso: string | null;
            readonly facilityId: string;
            /**
             * @description Jalali
             * @example 1403-02-31
             */
            readonly introducedOn: string;
            /** Format: date */
            readonly introducedOnIso: string;
            /** @description Paid less what came back. */
            readonly paidRial: string;
            /** @description Payments that stand. */
            readonly payments: number;
            /** @description What it waits for: nothing once it has ended. */
            readonly pendingRial: string;
            readonly plannedJobs: number;
            readonly pool: string;
            readonly sector: string;
            readonly status: components["schemas"]["FacilityStatus"];
        };
        /** @description A page of facilities, with sums over all pages. */
        readonly FacilityPage: {
            readonly items: readonly components["schemas"]["FacilityItem"][];
            /** @description Asks for the next page; null on the last. It belongs to this list, its filters and its order. */
            readonly next: string | null;
            readonly sums: components["schemas"]["FacilitySums"];
            /** @description How many there are on all pages. */
            readonly total: number;
        };
        readonly FacilityPaymentItem: {
            /** @description Whole rials. */
            readonly amountRial: string;
            /** @description Given by the bank; the key of the payment in the facility. */
            readonly bankReference: string;
            /** @description Whether it is true but the credit behind it had been moved. */
            readonly contested: boolean;
            /** @description How far the agency was overdrawn by a contested payment; null for any other, and for banks. */
            readonly overdrawnRial: string | null;
            /**
             * @description Jalali
             * @example 1403-02-31
             */
            readonly paidOn: string;
            /** Format: date */
            readonly paidOnIso: string;
            /**
             * @description The day on which it was recorded here.
             * @example 1403-02-31
             */
            readonly reportedOn: string;
            /**
             * Format: date
             * @description The day on which it was recorded here.
             */
            readonly reportedOnIso: string;
            readonly reversal?: {
                readonly kind: components["schemas"]["ReversalKind"];
                readonly reason: string;
                /**
                 * @description Jalali
                 * @example 1403-02-31
                 */
                readonly reportedOn: string;
                /** Format: date */
                readonly reportedOnIso: string;
                /**
                 * @description Jalali
                 * @example 1403-02-31
                 */
                readonly reversedOn: string;
                /** Format: date */
                readonly reversedOnIso: string;
            } | null;
        };
        /** @enum {string} */
        readonly FacilityStatus: "waiting" | "paid-in-part" | "paid" | "declined" | "withdrawn" | "closed";
        /** @description Of all that the filter leaves. */
        readonly FacilitySums: {
            /** @description Whole rials. */
            readonly amountRial: string;
            readonly byStatus: {
                readonly closed: number;
                readonly declined: number;
                readonly paid: number;
                readonly "paid-in-part": number;
                readonly waiting: number;
                readonly withdrawn: number;
            };
            readonly facilities: number;
            /** @description Whole rials. */
            readonly paidRial: string;
            /** @description Whole rials. */
            readonly pendingRial: string;
            readonly plannedJobs: number;
        };
        readonly FactorCodeDto: {
            /**
             * @description Of the authenticator: six digits.
             * @example 492039
             */
            readonly code: string;
        };
        readonly FactorRuleDto: {
            /**
             * @description Whether the role asks for a second factor.
             * @example true
             */
            readonly required: boolean;
        };
        readonly FactorRules: components["schemas"]["FactorRulesItem"];
        /** @description Roles for which a second factor is asked. */
        readonly FactorRulesItem: {
            readonly roles: readonly string[];
        };
        readonly FieldErrorDto: {
            /** @description A stable name of what is wrong. */
            readonly code: string;
            /** @description Dotted path in the body, or the name of a parameter. */
            readonly field: string;
            readonly message: string;
        };
        readonly Freshness: components["schemas"]["FreshnessItem"];
        /** @description How fresh the figures are, for anybody who looks at them. */
        readonly FreshnessItem: {
            /** @description For how many seconds the slowest figures have been behind the log; 0 when they are level with it. */
            readonly behindSeconds: number;
            /** @description The figures show all that was recorded up to this instant (ISO). */
            readonly levelAt: string;
            /** @description The end of the log; to officers of organisations a token that stands for it, another one in each answer. */
            readonly position: number | string;
            /** @description When the last event was recorded (ISO instant); null in an empty log, and to officers of organisations. */
            readonly recordedAt: string | null;
            /** @description Figures that stand still, by the names of their read models. */
            readonly stopped: readonly string[];
        };
        /** @enum {string} */
        readonly Gender: "female" | "male";
        /**
         * @description `system` is Misaq itself and is given to nobody.
         * @enum {string}
         */
        readonly GrantedRole: "admin" | "labour" | "economic-deputy" | "inspector" | "agency" | "bank" | "governor";
        readonly GrantRoleDto: {
            /**
             * @description For the roles agency and bank: the organisation.
             * @example behzisti
             */
            readonly organisation?: string;
            /**
             * @description Of the roles agency and bank: whose register knows the organisation.
             * @example east-azerbaijan
             */
            readonly province?: string;
            /**
             * @example agency
             * @enum {string}
             */
            readonly role: "admin" | "labour" | "economic-deputy" | "inspector" | "agency" | "bank" | "governor" | "system";
        };
        /** @description One event of the log, as it is shown. */
        readonly HistoryItem: {
            /** @description As the actor was when it acted. */
            readonly actor: components["schemas"]["Actor"];
            readonly data: Record<string, never>;
            /** @description The business day it is about; null when it is about none. */
            readonly effectiveOn: string | null;
            /** @description The business day it is about; null when it is about none. */
            readonly effectiveOnIso: string | null;
            /** @description Position in the log; to an officer of an organisation a token that stands for it. */
            readonly position: components["schemas"]["ShownPosition"];
            readonly reason: string | null;
            /** @description ISO instant, UTC. */
            readonly recordedAt: string;
            /** @description In its stream; null to an officer of an organisation, because it counts what others record there. */
            readonly revision: number | null;
            readonly stream: string;
            /** @description One sentence, in the language that was asked for. */
            readonly summary: string;
            readonly type: string;
        };
        /** @description One page of a list. */
        readonly HistoryPage: {
            readonly items: readonly components["schemas"]["HistoryItem"][];
            /** @description Asks for the next page; null on the last. It belongs to this list, its filters and its order. */
            readonly next: string | null;
            /** @description How many there are on all pages. */
            readonly total: number;
        };
        /** @description A fixed or lunar holiday that was worked. */
        readonly HolidayCancellation: {
            /**
             * @description Jalali
             * @example 1403-02-31
             */
            readonly date: string;
            /** Format: date */
            readonly dateIso: string;
            /** @description Persian name of the holiday, as the holidays of the day bear it. Without one it speaks of all in `of`. */
            readonly name?: string;
            /** @description Names of those that stood on the day when it was recorded; every one of the day when left out. A lunar holiday that comes to fall on the day later was not spoken of. */
            readonly of?: readonly string[];
            readonly reason: string;
        };
        readonly HolidayItem: {
            readonly date: string;
            readonly jalali: string;
            readonly kinds: readonly components["schemas"]["HolidayKind"][];
            /** @description In Persian. */
            readonly names: readonly string[];
            readonly weekday: string;
        };
        /**
         * @description Why a day is a holiday: a day of the solar year, a day of the lunar year, or a closure that was declared.
         * @enum {string}
         */
        readonly HolidayKind: "fixed" | "lunar" | "closure";
        readonly Holidays: components["schemas"]["HolidaysItem"];
        readonly HolidaysItem: {
            readonly holidays: readonly components["schemas"]["HolidayItem"][];
            /** @description Not every lunar month of the year is published: its lunar holidays may move by a day. */
            readonly provisional: boolean;
            /** @description Jalali. */
            readonly year: number;
        };
        readonly Import: components["schemas"]["ImportDetailItem"];
        readonly ImportDetailItem: {
            readonly accepted: number;
            readonly acceptedAt: string;
            readonly applied: number | null;
            readonly by: components["schemas"]["Actor"];
            readonly completedAt: string | null;
            /** @description Rows that stood already. */
            readonly duplicates: number;
            /** @description Name of the file without its folder. */
            readonly file: string;
            /** @description HMAC-SHA-256 of the file under the person key; null of imports that older versions recorded with a plain hash. */
            readonly fileHash: string | null;
            readonly importId: string;
            readonly kind: components["schemas"]["ImportKind"];
            /** @description Rows that had been good and had meanwhile become impossible. */
            readonly lateRefusals: number | null;
            readonly progress: components["schemas"]["ImportProgressItem"];
            /** @description The first thousand of them. */
            readonly refusedRows: readonly components["schemas"]["LateRefusalItem"][];
            /** @description Bad rows that a partial import left out. */
            readonly rejected: number;
            /** @description Rows of the file (without the header) = accepted + duplicates + rejected. */
            readonly rows: number;
            /**
             * @description `accepted`: its rows are being applied.
             * @enum {string}
             */
            readonly status: "accepted" | "completed";
        };
        readonly Imported: components["schemas"]["ImportedItem"];
        /** @description The result of a file that was sent. */
        readonly ImportedItem: {
            /** @description Rows that can be applied; on a dry run or a refused file, rows that could have been. */
            readonly accepted: number;
            /** @description Rows that were applied: `accepted` less the late refusals; 0 on a dry run or a refused file. */
            readonly applied: number;
            readonly dryRun: boolean;
            /** @description Rows that stand already, or twice in the file. */
            readonly duplicates: number;
            readonly errors: readonly components["schemas"]["RowError"][];
            /** @description Name of the file without its folder. */
            readonly file: string;
            /** @description Under which the file is on record; of a file that stood already, that of its last import. Null when nothing of it was recorded: on a dry run, when it was refused, and when all its rows came from other files. */
            readonly importId: string | null;
            readonly kind: components["schemas"]["ImportKind"];
            /** @description Rows with an error. */
            readonly rejected: number;
            /** @description In the order of the rows; absent when there are none, and of an import that was interrupted and finished later. */
            readonly remarks?: readonly components["schemas"]["RowRemark"][];
            /** @description Rows under the header that hold anything. 0 when the header cannot be understood. */
            readonly rows: number;
        };
        /** @description A file that was accepted. Times are ISO instants, UTC. */
        readonly ImportItem: {
            readonly accepted: number;
            readonly acceptedAt: string;
            readonly applied: number | null;
            readonly by: components["schemas"]["Actor"];
            readonly completedAt: string | null;
            /** @description Rows that stood already. */
            readonly duplicates: number;
            /** @description Name of the file without its folder. */
            readonly file: string;
            /** @description HMAC-SHA-256 of the file under the person key; null of imports that older versions recorded with a plain hash. */
            readonly fileHash: string | null;
            readonly importId: string;
            readonly kind: components["schemas"]["ImportKind"];
            /** @description Rows that had been good and had meanwhile become impossible. */
            readonly lateRefusals: number | null;
            /** @description Bad rows that a partial import left out. */
            readonly rejected: number;
            /** @description Rows of the file (without the header) = accepted + duplicates + rejected. */
            readonly rows: number;
            /**
             * @description `accepted`: its rows are being applied.
             * @enum {string}
             */
            readonly status: "accepted" | "completed";
        };
        /** @enum {string} */
        readonly ImportKind: "organisations" | "commitments" | "allocations" | "introductions" | "declines" | "payments" | "reversals" | "jobs" | "verifications" | "job-endings";
        /** @description One page of a list. */
        readonly ImportPage: {
            readonly items: readonly components["schemas"]["ImportItem"][];
            /** @description Asks for the next page; null on the last. It belongs to this list, its filters and its order. */
            readonly next: string | null;
            /** @description How many there are on all pages. */
            readonly total: number;
        };
        /** @description How far the application of a file is. */
        readonly ImportProgressItem: {
            /** @description Rows that are known here to be done; when it is taken up again it is counted anew. */
            readonly done: number;
            /**
             * @description `applying`, with how far it is, is said by the node that does it; others say `accepted`. `failed`: it is not tried again by itself, and an operator finds out why in the list of jobs.
             * @enum {string}
             */
            readonly state: "accepted" | "applying" | "completed" | "failed";
            /** @description Rows that were accepted. */
            readonly total: number;
        };
        readonly IntroduceFacilityDto: {
            /**
             * @description The agency that introduces; its own officers may leave it out.
             * @example behzisti
             */
            readonly agency?: string;
            /**
             * @description What the applicant asks for, in whole rials.
             * @example 2500000000
             */
            readonly amountRial: string;
            /**
             * @description A national ID, or whatever the agency calls the applicant by. Only a pseudonym of it is recorded.
             * @example file 17 of 1401
             */
            readonly applicantId?: string;
            /**
             * @description The agent bank.
             * @example bank-melli
             */
            readonly bank: string;
            /** @example tabriz */
            readonly county: string;
            /**
             * @description Given by whoever introduces; the same again changes nothing.
             * @example N16-00001
             */
            readonly facilityId: string;
            /** @example 1401-10-01 */
            readonly introducedOn: string;
            /**
             * @description Jobs that the facility is to make.
             * @example 1
             */
            readonly plannedJobs: number;
            /** @example services */
            readonly sector: string;
        };
        readonly IssuedLink: components["schemas"]["IssuedLinkItem"];
        /** @description A one-time link, as its code. The code is shown this once. */
        readonly IssuedLinkItem: {
            readonly account: string;
            readonly code: string;
            readonly expiresAt: string;
            /** @description The address of this server at which a browser redeems it. The code stands after `#`, which browsers send nowhere. */
            readonly path: string;
            readonly principal: string;
        };
        readonly IssuedTokenDto: {
            /** @description The one-time code to hand over. Only in the first answer: it is kept nowhere, and `null` ever after. */
            readonly code: string | null;
            /** @description What was recorded. Empty when the act stood already under another key, or so long ago that its events are not looked for again. */
            readonly events: readonly components["schemas"]["RecordedEventDto"][];
            /** @description What to do with it, or without it. */
            readonly notice: string;
            /** @description Position of the log that a question must have reached to see it; to officers of organisations a token that stands for it. */
            readonly position: number | string;
            /** @description Present when the act stood already and was undone since: a payment that was taken back. */
            readonly remark?: components["schemas"]["RemarkDto"];
            /** @description True when the same act stood already and nothing was written now. */
            readonly repeated: boolean;
            /** @description Always `null`: nobody but the bearer sees the token, which the code is redeemed for. */
            readonly token: string | null;
            /** @description Names the token in lists and in the log; no secret. */
            readonly tokenId: string;
        };
        readonly IssueLinkDto: {
            /**
             * @description The account that the principal joins; one of its own when it is left out.
             * @example a-ahmadi
             */
            readonly account?: string;
            /**
             * @description The second factor was lost: redeeming the link removes it.
             * @example false
             */
            readonly withoutFactor?: boolean;
        };
        readonly IssueTokenDto: {
            /**
             * @description The last day it works, in Tehran; a year from today when it is left out.
             * @example 1449-12-29
             */
            readonly expiresOn?: string;
            /**
             * @description What it is for.
             * @example the office computer
             */
            readonly label?: string;
            /** @example behzisti */
            readonly organisation?: string;
            /**
             * @description The role it acts in; may be left out when there is only one it can be.
             * @example agency
             * @enum {string}
             */
            readonly role?: "admin" | "labour" | "economic-deputy" | "inspector" | "agency" | "bank" | "governor" | "system";
        };
        readonly Job: components["schemas"]["JobDetailItem"];
        /** @description A job with its rounds. Whose it is stands in no answer. */
        readonly JobDetailItem: {
            readonly agency: string;
            readonly county: string;
            readonly education: string | null;
            readonly ended: {
                /**
                 * @description Jalali
                 * @example 1403-02-31
                 */
                readonly endedOn: string;
                /** Format: date */
                readonly endedOnIso: string;
                readonly reason: string | null;
            } | null;
            /** @description The facility it was created with. */
            readonly facilityId: string | null;
            readonly gender: components["schemas"]["Gender"];
            readonly jobId: string;
            readonly priorityGroup: string | null;
            readonly programme: string | null;
            readonly province: string;
            /**
             * @description Jalali
             * @example 1403-02-31
             */
            readonly registeredOn: string;
            /** Format: date */
            readonly registeredOnIso: string;
            /** @description In order; of a rejected job the last one is the rejection. */
            readonly rounds: readonly components["schemas"]["JobRoundItem"][];
            readonly sector: string;
            /**
             * @description Jalali
             * @example 1403-02-31
             */
            readonly startedOn: string;
            /** Format: date */
            readonly startedOnIso: string;
            readonly status: components["schemas"]["JobStatusOnList"];
            readonly voided: {
                readonly reason: string;
                /**
                 * @description Jalali
                 * @example 1403-02-31
                 */
                readonly voidedOn: string;
                /** Format: date */
                readonly voidedOnIso: string;
            } | null;
            /** @description Jalali. */
            readonly year: number;
        };
        /** @description A task of the scheduler that waits, runs or has failed. */
        readonly JobOfSchedulerItem: {
            readonly attempts: number;
            /** @description ISO instant, UTC. */
            readonly dueAt: string;
            readonly id: string;
            readonly kind: string;
            /** @description Why the last attempt failed. */
            readonly problem: string | null;
            /** @description 0 to 100. */
            readonly progress: number;
            /** @enum {string} */
            readonly state: "waiting" | "running" | "failed";
        };
        readonly JobOnList: {
            readonly agency: string;
            readonly county: string;
            readonly gender: components["schemas"]["Gender"];
            /** @description The day on which it was rejected, ended or voided; null for a job that runs. */
            readonly goneOn: string | null;
            /** @description The day on which it was rejected, ended or voided; null for a job that runs. */
            readonly goneOnIso: string | null;
            readonly jobId: string;
            readonly province: string;
            /**
             * @description Jalali
             * @example 1403-02-31
             */
            readonly registeredOn: string;
            /** Format: date */
            readonly registeredOnIso: string;
            readonly sector: string;
            readonly status: components["schemas"]["JobStatusOnList"];
            /** @description Rounds passed. */
            readonly verifiedRounds: number;
            /** @description Jalali. */
            readonly year: number;
        };
        /** @description A page of jobs, with counts over all pages. */
        readonly JobPage: {
            readonly byStatus: {
                readonly ended: number;
                readonly registered: number;
                readonly rejected: number;
                readonly "verified-1": number;
                readonly "verified-2": number;
                readonly "verified-3": number;
                readonly voided: number;
            };
            readonly items: readonly components["schemas"]["JobOnList"][];
            /** @description Asks for the next page; null on the last. It belongs to this list, its filters and its order. */
            readonly next: string | null;
            /** @description How many there are on all pages. */
            readonly total: number;
        };
        readonly JobRoundItem: {
            /**
             * @description Jalali
             * @example 1403-02-31
             */
            readonly on: string;
            /** Format: date */
            readonly onIso: string;
            readonly reason: string | null;
            /** @description The principal of the labour department who recorded it for the verifier; null where none is on record. */
            readonly recordedBy: string | null;
            readonly round: components["schemas"]["Round"];
            /** @enum {string} */
            readonly verdict: "verified" | "rejected";
            /** @description The principal whose signature it is. */
            readonly verifier: string;
        };
        readonly Jobs: components["schemas"]["JobsOfSchedulerItem"];
        /** @description What is done unasked, and what of it needs somebody. */
        readonly JobsOfSchedulerItem: {
            /** @description Whether tasks can be scheduled and run now. */
            readonly available: boolean;
            /** @description Tasks whose last attempt failed. */
            readonly failed: readonly components["schemas"]["JobOfSchedulerItem"][];
            readonly kinds: readonly components["schemas"]["KindOfJobsItem"][];
            /** @description How long the oldest due task has waited, in milliseconds. */
            readonly lateMs: number;
            /** @description Why it is not available, or what cannot be done. */
            readonly problems: readonly string[];
            readonly running: number;
            readonly waiting: number;
        };
        /**
         * @description An ended job existed and stays in the count; a rejected or voided one does not.
         * @enum {string}
         */
        readonly JobStatusOnList: "registered" | "verified-1" | "verified-2" | "verified-3" | "rejected" | "ended" | "voided";
        /** @description The data of an event: exactly the JSON that is stored, so that reading and writing it again gives the same bytes. */
        readonly JsonValue: string | number | boolean | null | readonly components["schemas"]["JsonValue"][] | {
            readonly [key: string]: components["schemas"]["JsonValue"];
        };
        readonly KeptGrant: {
            /**
             * @description The role needs two admins, and there was one alone.
             * @constant
             */
            readonly alone?: true;
            readonly granted: components["schemas"]["Recorded"];
            readonly organisation?: string;
            readonly province?: string;
            /** @description The admin who asked for it, where another one confirmed it. */
            readonly requestedBy?: string;
            readonly revoked?: components["schemas"]["RevokedBecause"];
            readonly role: components["schemas"]["GrantedRole"];
        };
        readonly KeptIdentity: {
            /** @description The address of the provider. */
            readonly issuer: string;
            readonly linked: components["schemas"]["Recorded"];
            readonly subject: string;
        };
        /** @description A role that another admin has to confirm. */
        readonly KeptRequest: {
            readonly requested: components["schemas"]["Recorded"];
            readonly role: components["schemas"]["GrantedRole"];
        };
        /** @description Tasks of a kind, in every process. */
        readonly KindOfJobsItem: {
            readonly failed: number;
            /** @description Whether some process runs its tasks now. Tasks of a kind without such a process wait for ever. */
            readonly handled: boolean;
            /** @description Such as `webhook`; `import-NAME` are the imports of the node with that name. */
            readonly kind: string;
            readonly running: number;
            readonly waiting: number;
        };
        readonly LateRefusalItem: {
            readonly code: string;
            /** @description What the code means, in a sentence. */
            readonly message: string;
            readonly row: number;
        };
        /** @enum {string} */
        readonly LateReports: "count" | "ignore";
        /** @description Events that another one is linked to, in order of the log. */
        readonly LinkedEventsItem: {
            /** @description The first 50. */
            readonly items: readonly components["schemas"]["HistoryItem"][];
            /** @description The number of all of them. */
            readonly total: number;
        };
        readonly LinkIdentityDto: {
            /**
             * @description Address of the provider. Default: the provider in the settings.
             * @example https://login.example
             */
            readonly issuer?: string;
            /**
             * @description Permanent id of the person at the provider: the claim `sub`, or the claim in the settings.
             * @example 248289761001
             */
            readonly subject: string;
        };
        readonly LinkItem: {
            readonly expiresAt: string;
            readonly issuedAt: string;
            readonly issuedBy: string;
            readonly usedAt: string | null;
        };
        /** @description A session as a list shows it. */
        readonly ListedSessionItem: {
            readonly account: string;
            /** @description From where and with which program it was begun. */
            readonly address: string;
            readonly agent: string;
            readonly endsAt: string;
            readonly idleEndsAt: string;
            /** @description Whether it is the one that asks. */
            readonly isThis: boolean;
            readonly office: {
                readonly organisation: string | null;
                readonly principal: string;
                readonly role: components["schemas"]["Role"];
            } | null;
            readonly secondFactor: boolean;
            readonly sessionId: string;
            readonly signedInAt: string;
            readonly usedAt: string;
        };
        readonly LogFault: {
            /** @description In words, with the figures, for an operator. */
            readonly detail: string;
            readonly kind: components["schemas"]["LogFaultKind"];
            /** @description Absent when the log could not be read that far. */
            readonly position?: number;
            readonly revision?: number;
            readonly stream?: string;
        };
        /** @enum {string} */
        readonly LogFaultKind: "damaged" | "position_missing" | "position_not_growing" | "revision_out_of_order" | "hash_missing" | "hash_unexpected" | "chain_broken" | "not_json";
        readonly LotItem: {
            /** @description Whole rials. */
            readonly amountRial: string;
            /** @description The clock that decides the deadline. */
            readonly clock: components["schemas"]["Clock"];
            /**
             * @description Jalali
             * @example 1403-02-31
             */
            readonly deadline: string;
            /** Format: date */
            readonly deadlineIso: string;
            readonly expired: boolean;
            readonly holidaysSkipped: readonly components["schemas"]["SkippedHolidayItem"][];
            readonly lotId: string;
            /** @description Only of a lot that was given more time: its other clocks, which end no later. */
            readonly otherClocks?: readonly components["schemas"]["Clock"][];
            /** @description Covered by an earlier deadline at which the agency passed: stays whatever comes later. */
            readonly protected: boolean;
            readonly provisional: boolean;
            /**
             * @description Jalali
             * @example 1403-02-31
             */
            readonly startsOn: string;
            /** Format: date */
            readonly startsOnIso: string;
            /** @description Whole rials. */
            readonly unpaidRial: string;
        };
        /** @description A lot of credit with its clock. */
        readonly LotOnBoardItem: {
            readonly agency: string;
            /** @description Whole rials. */
            readonly amountRial: string;
            /** @description The clock that decides the deadline. */
            readonly clock: components["schemas"]["Clock"];
            /**
             * @description Jalali
             * @example 1403-02-31
             */
            readonly deadline: string;
            /** Format: date */
            readonly deadlineIso: string;
            readonly expired: boolean;
            readonly holidaysSkipped: readonly components["schemas"]["SkippedHolidayItem"][];
            readonly lotId: string;
            /** @description What left (negative) or came back (positive), in the order it was recorded. */
            readonly moves: readonly {
                /** @description Whole rials. */
                readonly amountRial: string;
                /**
                 * @description Jalali
                 * @example 1403-02-31
                 */
                readonly on: string;
                /** Format: date */
                readonly onIso: string;
                readonly reviewId: string;
            }[];
            /** @description As notified, or as corrected, before anything moved. */
            readonly notifiedRial: string;
            readonly origin: components["schemas"]["LotOrigin"];
            /** @description Only of a lot that was given more time: its other clocks, which end no later. */
            readonly otherClocks?: readonly components["schemas"]["Clock"][];
            /** @description Covered by an earlier deadline at which the agency passed: stays whatever comes later. */
            readonly protected: boolean;
            readonly provisional: boolean;
            /**
             * @description Jalali
             * @example 1403-02-31
             */
            readonly startsOn: string;
            /** Format: date */
            readonly startsOnIso: string;
            /** @description Whole rials. */
            readonly unpaidRial: string;
        };
        readonly LotOrigin: {
            /** @constant */
            readonly kind: "allocation";
        } | {
            readonly from: string;
            /** @constant */
            readonly kind: "transfer";
            readonly reviewId: string;
            /** @description How much of it settled an overdraft; absent when nothing did. */
            readonly settlesRial?: string;
        };
        /** @description One page of a list. */
        readonly LotPage: {
            readonly items: readonly components["schemas"]["LotOnBoardItem"][];
            /** @description Asks for the next page; null on the last. It belongs to this list, its filters and its order. */
            readonly next: string | null;
            /** @description How many there are on all pages. */
            readonly total: number;
        };
        readonly Me: components["schemas"]["MeItem"];
        /** @description The asker, according to the token or the session. */
        readonly MeItem: {
            /** @description The last day the token works, in Tehran; null for one that works until it is revoked. */
            readonly expiresOn: string | null;
            /** @description The last day the token works, in Tehran; null for one that works until it is revoked. */
            readonly expiresOnIso: string | null;
            readonly may: readonly components["schemas"]["RightItem"][];
            readonly name: string;
            /** @description The agency or bank acted for. */
            readonly organisation: string | null;
            readonly principalId: string;
            /** @description Whose register knows it. */
            readonly province: string | null;
            readonly role: components["schemas"]["Role"];
            /** @description Null where the request came in no session. */
            readonly sessionId: string | null;
            /** @description Null where no token was shown. */
            readonly tokenId: string | null;
            /** @description Every token that was issued in the name of the asker, in order of issue. */
            readonly tokens: readonly components["schemas"]["TokenItem"][];
        };
        readonly NewFactor: components["schemas"]["NewFactorItem"];
        /** @description A secret for an authenticator. It is shown this once. */
        readonly NewFactorItem: {
            /** @description `otpauth://totp/…`, to be shown as a picture. */
            readonly address: string;
            /** @description Base32, to be typed. */
            readonly secret: string;
        };
        readonly NewPasswordDto: {
            /**
             * Format: password
             * @description The present one.
             * @example a long sentence of your own
             */
            readonly current: string;
            /**
             * Format: password
             * @description At least 12 characters.
             * @example a long sentence of your own
             */
            readonly password: string;
        };
        /**
         * @description Why an agency cannot receive, in the order they are tried.
         * @enum {string}
         */
        readonly NoRecipient: "fell_short" | "below_threshold" | "lost_credit" | "no_unmet_demand";
        /** @description What an organisation was told: the kind and figures for a program, a sentence for a person. */
        readonly NotificationItem: {
            /** @description Of the event it follows from. */
            readonly eventId: string;
            readonly figures: {
                /**
                 * @description Jalali
                 * @example 1403-02-31
                 */
                readonly deadline: string;
                /** Format: date */
                readonly deadlineIso: string;
                readonly lotId: string;
                readonly pool: string;
                readonly provisional: boolean;
                /** @description Whole rials. */
                readonly unpaidRial: string;
                readonly workingDaysLeft: number;
            };
            /** @constant */
            readonly kind: "lot-deadline-near";
            /** @description Position of that event; to an officer of an organisation a token that stands for it. */
            readonly position: components["schemas"]["ShownPosition"];
            /** @description ISO instant, UTC. */
            readonly recordedAt: string;
            readonly text: components["schemas"]["NotificationText"];
        } | {
            /** @description Of the event it follows from. */
            readonly eventId: string;
            readonly figures: {
                readonly agency: string;
                /**
                 * @description Jalali
                 * @example 1403-02-31
                 */
                readonly deadline: string;
                /** Format: date */
                readonly deadlineIso: string;
                readonly facilities: number;
                readonly lotId: string;
                readonly pool: string;
                readonly provisional: boolean;
                /** @description Whole rials. */
                readonly waitingRial: string;
                readonly workingDaysLeft: number;
            };
            /** @constant */
            readonly kind: "bank-deadline-near";
            /** @description Position of that event; to an officer of an organisation a token that stands for it. */
            readonly position: components["schemas"]["ShownPosition"];
            /** @description ISO instant, UTC. */
            readonly recordedAt: string;
            readonly text: components["schemas"]["NotificationText"];
        } | {
            /** @description Of the event it follows from. */
            readonly eventId: string;
            readonly figures: {
                /**
                 * @description Jalali
                 * @example 1403-02-31
                 */
                readonly asOf: string;
                /** Format: date */
                readonly asOfIso: string;
                /** @description Whole rials. */
                readonly givenRial: string;
                readonly pool: string;
                readonly reviewId: string;
                /** @description Whole rials. */
                readonly takenRial: string;
            };
            /** @constant */
            readonly kind: "review-proposes";
            /** @description Position of that event; to an officer of an organisation a token that stands for it. */
            readonly position: components["schemas"]["ShownPosition"];
            /** @description ISO instant, UTC. */
            readonly recordedAt: string;
            readonly text: components["schemas"]["NotificationText"];
        } | {
            /** @description Of the event it follows from. */
            readonly eventId: string;
            readonly figures: {
                /** @description Whole rials. */
                readonly givenRial: string;
                /**
                 * @description Jalali
                 * @example 1403-02-31
                 */
                readonly on: string;
                /** Format: date */
                readonly onIso: string;
                readonly pool: string;
                readonly reviewId: string;
                /** @description Whole rials. */
                readonly takenRial: string;
            };
            /** @constant */
            readonly kind: "credit-reallocated";
            /** @description Position of that event; to an officer of an organisation a token that stands for it. */
            readonly position: components["schemas"]["ShownPosition"];
            /** @description ISO instant, UTC. */
            readonly recordedAt: string;
            readonly text: components["schemas"]["NotificationText"];
        } | {
            /** @description Of the event it follows from. */
            readonly eventId: string;
            readonly figures: {
                /** @description Whole rials. */
                readonly givenRial: string;
                /**
                 * @description Jalali
                 * @example 1403-02-31
                 */
                readonly on: string;
                /** Format: date */
                readonly onIso: string;
                readonly pool: string;
                readonly reason: string;
                readonly reviewId: string;
                /** @description Whole rials. */
                readonly takenRial: string;
            };
            /** @constant */
            readonly kind: "reallocation-reversed";
            /** @description Position of that event; to an officer of an organisation a token that stands for it. */
            readonly position: components["schemas"]["ShownPosition"];
            /** @description ISO instant, UTC. */
            readonly recordedAt: string;
            readonly text: components["schemas"]["NotificationText"];
        } | {
            /** @description Of the event it follows from. */
            readonly eventId: string;
            readonly figures: {
                readonly jobId: string;
                /**
                 * @description Jalali
                 * @example 1403-02-31
                 */
                readonly on: string;
                /** Format: date */
                readonly onIso: string;
                readonly province: string;
                readonly reason: string;
                readonly round: number;
                readonly year: number;
            };
            /** @constant */
            readonly kind: "job-rejected";
            /** @description Position of that event; to an officer of an organisation a token that stands for it. */
            readonly position: components["schemas"]["ShownPosition"];
            /** @description ISO instant, UTC. */
            readonly recordedAt: string;
            readonly text: components["schemas"]["NotificationText"];
        } | {
            /** @description Of the event it follows from. */
            readonly eventId: string;
            readonly figures: {
                readonly agency: string;
                /** @description Whole rials. */
                readonly amountRial: string;
                readonly bankReference: string;
                readonly facilityId: string;
                /**
                 * @description Jalali
                 * @example 1403-02-31
                 */
                readonly paidOn: string;
                /** Format: date */
                readonly paidOnIso: string;
                readonly pool: string;
            };
            /** @constant */
            readonly kind: "payment-contested";
            /** @description Position of that event; to an officer of an organisation a token that stands for it. */
            readonly position: components["schemas"]["ShownPosition"];
            /** @description ISO instant, UTC. */
            readonly recordedAt: string;
            readonly text: components["schemas"]["NotificationText"];
        } | {
            /** @description Of the event it follows from. */
            readonly eventId: string;
            readonly figures: {
                readonly problem: string;
                /** @enum {string} */
                readonly reason: "gone" | "failing";
                readonly webhookId: string;
            };
            /** @constant */
            readonly kind: "webhook-suspended";
            /** @description Position of that event; to an officer of an organisation a token that stands for it. */
            readonly position: components["schemas"]["ShownPosition"];
            /** @description ISO instant, UTC. */
            readonly recordedAt: string;
            readonly text: components["schemas"]["NotificationText"];
        };
        /** @enum {string} */
        readonly NotificationKind: "lot-deadline-near" | "bank-deadline-near" | "review-proposes" | "credit-reallocated" | "reallocation-reversed" | "job-rejected" | "payment-contested" | "webhook-suspended";
        /** @description One page of a list. */
        readonly NotificationPage: {
            readonly items: readonly components["schemas"]["NotificationItem"][];
            /** @description Asks for the next page; null on the last. It belongs to this list, its filters and its order. */
            readonly next: string | null;
            /** @description How many there are on all pages. */
            readonly total: number;
        };
        readonly NotificationText: {
            readonly en: string;
            readonly fa: string;
        };
        readonly OfficeDto: {
            /**
             * @description Of the roles agency and bank.
             * @example behzisti
             */
            readonly organisation?: string;
            /** @example a-ahmadi */
            readonly principal: string;
            /**
             * @example economic-deputy
             * @enum {string}
             */
            readonly role: "admin" | "labour" | "economic-deputy" | "inspector" | "agency" | "bank" | "governor" | "system";
        };
        /** @description What a person can act as. */
        readonly OfficeItem: {
            readonly name: string;
            /** @description The agency or bank acted for, and whose register knows it. */
            readonly organisation: string | null;
            readonly principal: string;
            readonly province: string | null;
            readonly role: components["schemas"]["Role"];
        };
        /** @description An agency, a bank, a sector or a county, with the names it bore. */
        readonly OrganisationItem: {
            /**
             * @description Jalali
             * @example 1403-02-31
             */
            readonly activeFrom: string;
            /** Format: date */
            readonly activeFromIso: string;
            readonly id: string;
            readonly kind: components["schemas"]["OrganisationKind"];
            /** @description On the day asked for. */
            readonly name: string;
            /** @description Each with the first day it held. */
            readonly names: readonly {
                /**
                 * @description Jalali
                 * @example 1403-02-31
                 */
                readonly from: string;
                /** Format: date */
                readonly fromIso: string;
                readonly name: string;
            }[];
            readonly ownership: components["schemas"]["Ownership"] | null;
            /** @description The first day on which it is no longer active. */
            readonly retiredFrom: string | null;
            /** @description The first day on which it is no longer active. */
            readonly retiredFromIso: string | null;
        };
        /** @enum {string} */
        readonly OrganisationKind: "agency" | "bank" | "sector" | "county";
        /** @description One page of a list. */
        readonly OrganisationPage: {
            readonly items: readonly components["schemas"]["OrganisationItem"][];
            /** @description Asks for the next page; null on the last. It belongs to this list, its filters and its order. */
            readonly next: string | null;
            /** @description How many there are on all pages. */
            readonly total: number;
        };
        /** @enum {string} */
        readonly Ownership: "state" | "private";
        readonly PayFacilityDto: {
            /**
             * @description What was paid, in whole rials.
             * @example 2500000000
             */
            readonly amountRial: string;
            /**
             * @description The bank that acts; an officer of a bank may leave it out.
             * @example bank-melli
             */
            readonly bank?: string;
            /**
             * @description The name of the payment at the bank; the same again changes nothing.
             * @example melli-17
             */
            readonly bankReference: string;
            /** @example 1401-10-10 */
            readonly paidOn: string;
        };
        /** @description A payment, with its reversal if it has one. */
        readonly PaymentItem: {
            readonly agency: string;
            /** @description Whole rials. */
            readonly amountRial: string;
            readonly bank: string;
            /** @description Given by the bank; the key of the payment in the facility. */
            readonly bankReference: string;
            /** @description Whether it is true but the credit behind it had been moved. */
            readonly contested: boolean;
            /** @description What of it the verdict counts as paid in time; null without a pool, and for banks. */
            readonly countedInTimeRial: string | null;
            readonly county: string;
            /** @description The latest deadline of the agency that has passed; null without a pool, and while none has. */
            readonly deadline: string | null;
            /** @description The latest deadline of the agency that has passed; null without a pool, and while none has. */
            readonly deadlineIso: string | null;
            readonly facilityId: string;
            /**
             * @description Jalali
             * @example 1403-02-31
             */
            readonly introducedOn: string;
            /** Format: date */
            readonly introducedOnIso: string;
            /** @description How far the agency was overdrawn by a contested payment; null for any other, and for banks. */
            readonly overdrawnRial: string | null;
            /**
             * @description Jalali
             * @example 1403-02-31
             */
            readonly paidOn: string;
            /** Format: date */
            readonly paidOnIso: string;
            readonly pool: string;
            /** @description Of the event that records it in the log; to an officer of an organisation a token that stands for it. */
            readonly position: components["schemas"]["ShownPosition"];
            /** @description Paid by the deadline and recorded only after it; null without a pool. */
            readonly reportedAfterDeadline: boolean | null;
            /**
             * @description The day on which it was recorded here.
             * @example 1403-02-31
             */
            readonly reportedOn: string;
            /**
             * Format: date
             * @description The day on which it was recorded here.
             */
            readonly reportedOnIso: string;
            readonly reversal: {
                readonly kind: components["schemas"]["ReversalKind"];
                /** @description Of the event that records it. */
                readonly position: components["schemas"]["ShownPosition"];
                /**
                 * @description Jalali
                 * @example 1403-02-31
                 */
                readonly reportedOn: string;
                /** Format: date */
                readonly reportedOnIso: string;
                /**
                 * @description Jalali
                 * @example 1403-02-31
                 */
                readonly reversedOn: string;
                /** Format: date */
                readonly reversedOnIso: string;
            } | null;
            /** @description The amount while it stands, 0 once it came back or was found to be recorded in error. */
            readonly standsRial: string;
            /** @description Against the deadline of the agency's verdict; null without a pool. */
            readonly timing: components["schemas"]["PaymentTiming"] | null;
        };
        /** @description A page of payments, with sums over all pages. */
        readonly PaymentPage: {
            readonly items: readonly components["schemas"]["PaymentItem"][];
            /** @description Asks for the next page; null on the last. It belongs to this list, its filters and its order. */
            readonly next: string | null;
            readonly sums: components["schemas"]["PaymentSumsItem"];
            /** @description How many there are on all pages. */
            readonly total: number;
        };
        readonly PaymentSumsItem: {
            /** @description Of all payments, those that came back or were recorded in error included. */
            readonly amountRial: string;
            /** @description By the deadlines of the verdicts; null without a pool. */
            readonly atDeadlines: {
                /** @description At most what was due, as the board counts it; null for banks. */
                readonly countedInTimeRial: string | null;
                /** @description Whole rials. */
                readonly inTimeRial: string;
                /** @description Whole rials. */
                readonly lateRial: string;
                /** @description Whole rials. */
                readonly reportedAfterDeadlineRial: string;
            } | null;
            /** @description Payments that were contested when they were recorded. */
            readonly contested: {
                readonly payments: number;
                /** @description Whole rials. */
                readonly rial: string;
            };
            /** @description Of the payments that stand: what the board calls paid. */
            readonly paidRial: string;
            readonly payments: number;
            readonly reversed: {
                readonly payments: number;
                /** @description Whole rials. */
                readonly rial: string;
            };
        };
        /** @enum {string} */
        readonly PaymentTiming: "in-time" | "late" | "not-counted" | "no-deadline";
        readonly Policy: {
            readonly clock: components["schemas"]["Clock"];
            /**
             * @description Jalali
             * @example 1403-02-31
             */
            readonly effectiveOn: string;
            /** Format: date */
            readonly effectiveOnIso: string;
            /** @description Whether exactly the threshold passes. The source says «above 65», common use «below 65 loses»: true by default. */
            readonly exactThresholdPasses: boolean;
            /** @description Whether introductions that were recorded only after a deadline count at that deadline, for the two shares and for the ring-fence. Absent: they count. The policy in force on the deadline decides. */
            readonly lateReportsOfIntroductions?: components["schemas"]["LateReports"];
            /** @description Working days after a donor's deadline that banks have to report payments. Until they have ended, nobody can approve a transfer from that donor. Absent: 0. The policy in force on the day of the review decides. */
            readonly reportingWorkingDays?: number;
            /** @description Whether credit behind applicants who were introduced in time and still wait at a bank stays where it is. */
            readonly ringFence: boolean;
            readonly split: components["schemas"]["Split"];
            /** @description Absorption a lot must reach, in whole percent, 1 to 100. */
            readonly thresholdPercent: number;
            /** @description 1 for the first policy of a pool, growing by one. */
            readonly version: number;
        };
        readonly PoolBoard: {
            readonly agencies: readonly components["schemas"]["AgencyOnBoardItem"][];
            /**
             * @description Jalali
             * @example 1403-02-31
             */
            readonly asOf: string;
            /** Format: date */
            readonly asOfIso: string;
            readonly calendarRevision: number;
            /** @description In force on that day. */
            readonly policy: components["schemas"]["Policy"];
            readonly pool: string;
            readonly programme: string;
            readonly province: string;
            readonly provisional: boolean;
            readonly totals: components["schemas"]["PoolTotals"] | null;
            /** @description What a review on that day would propose. */
            readonly transfers: readonly components["schemas"]["Transfer"][];
            readonly unplacedRial: string | null;
            /** @description Jalali year. */
            readonly year: number;
        };
        readonly PoolCredit: {
            /** @description Paid ÷ credit, truncated; null without credit. */
            readonly absorptionBasisPoints: number | null;
            /** @description Whole rials. */
            readonly creditRial: string;
            /** @description Due at the latest deadlines that have passed, and paid in time of that. */
            readonly dueRial: string;
            /** @description Whole rials. */
            readonly movableRial: string;
            /** @description The next deadline of any agency, and the working days up to and including it; null when none is to come. */
            readonly nextDeadline: string | null;
            /** @description The next deadline of any agency, and the working days up to and including it; null when none is to come. */
            readonly nextDeadlineIso: string | null;
            /** @description Null when no review is open, and to an agency that the open one did not look at. */
            readonly openReviewId: string | null;
            /** @description Whole rials. */
            readonly overdrawnRial: string;
            /** @description Whole rials. */
            readonly paidInTimeRial: string;
            /** @description Whole rials. */
            readonly pendingRial: string;
            /** @description What a review would move, and what it could not place; null to an officer of an agency. */
            readonly proposedRial: string | null;
            /** @description Whether a deadline can still move when a lunar month is published. */
            readonly provisional: boolean;
            /** @description Whole rials. */
            readonly unmetDemandRial: string;
            readonly unplacedRial: string | null;
            /** @description How many agencies have which verdict. */
            readonly verdicts: components["schemas"]["VerdictCounts"];
            readonly workingDaysLeft: number | null;
        };
        /** @description A pool in the list of pools, with what it came to so far. */
        readonly PoolItem: {
            /**
             * @description The day that the verdicts, deadlines and movable credit are as of.
             * @example 1403-02-31
             */
            readonly asOf: string;
            /**
             * Format: date
             * @description The day that the verdicts, deadlines and movable credit are as of.
             */
            readonly asOfIso: string;
            /** @description What the board of the pool adds up to, for an agency its part; null to an officer of a bank. */
            readonly credit: components["schemas"]["PoolCredit"] | null;
            readonly facilities: {
                readonly closed?: number;
                /** @description Payments that were contested when they were recorded: true, but of credit that had been moved. */
                readonly contestedPayments?: number;
                readonly declined?: number;
                readonly introduced?: number;
                readonly paidInFull?: number;
                /** @description Payments that stand. */
                readonly payments?: number;
                readonly plannedJobs?: number;
                readonly waiting?: number;
                readonly withdrawn?: number;
            };
            /** @description Introduced less withdrawn. */
            readonly introducedRial: string;
            /** @description Paid less what came back. */
            readonly paidRial: string;
            readonly pool: string;
            readonly programme: string;
            readonly province: string;
            /** @description Jalali year. */
            readonly year: number;
        };
        /** @description A page of pools, with sums over all pages. */
        readonly PoolPage: {
            readonly items: readonly components["schemas"]["PoolItem"][];
            /** @description Asks for the next page; null on the last. It belongs to this list, its filters and its order. */
            readonly next: string | null;
            readonly sums: components["schemas"]["PoolSums"];
            /** @description How many there are on all pages. */
            readonly total: number;
        };
        /** @description Of all that the filter leaves. What banks do not see is null to them. */
        readonly PoolSums: {
            readonly creditRial: string | null;
            /** @description Whole rials. */
            readonly introducedRial: string;
            readonly movableRial: string | null;
            /** @description Whole rials. */
            readonly paidRial: string;
            readonly pendingRial: string | null;
            readonly pools: number;
            readonly verdicts: components["schemas"]["VerdictCounts"] | null;
        };
        readonly PoolTotals: {
            /** @description Paid ÷ credit; absent without credit. */
            readonly absorptionBasisPoints?: number;
            /** @description Whole rials. */
            readonly creditRial: string;
            readonly facilities: components["schemas"]["FacilityCounts"];
            /** @description Whole rials. */
            readonly introducedRial: string;
            /** @description Whole rials. */
            readonly movableRial: string;
            /** @description Whole rials. */
            readonly overdrawnRial: string;
            /** @description Whole rials. */
            readonly paidRial: string;
            /** @description Whole rials. */
            readonly pendingRial: string;
            /** @description Whole rials. */
            readonly unmetDemandRial: string;
        };
        readonly Principal: components["schemas"]["PrincipalDetailItem"];
        readonly PrincipalDetailItem: {
            readonly added: components["schemas"]["Recorded"];
            /** @description In the order they were given; one that was given again after its revocation stands twice. */
            readonly grants: readonly components["schemas"]["KeptGrant"][];
            /** @description As whom an OpenID Connect provider knows the principal; left out where nobody is linked. */
            readonly identity?: components["schemas"]["KeptIdentity"];
            readonly name: string;
            readonly principalId: string;
            /** @description Roles that another admin has to confirm; left out when there is none. */
            readonly requests?: readonly components["schemas"]["KeptRequest"][];
            /** @description In the order they were issued; never with what would let anybody in. */
            readonly tokens: readonly components["schemas"]["TokenItem"][];
        };
        /** @description Somebody who may act, and in which roles. */
        readonly PrincipalItem: {
            readonly added: components["schemas"]["Recorded"];
            /** @description In the order they were given; one that was given again after its revocation stands twice. */
            readonly grants: readonly components["schemas"]["KeptGrant"][];
            /** @description As whom an OpenID Connect provider knows the principal; left out where nobody is linked. */
            readonly identity?: components["schemas"]["KeptIdentity"];
            readonly name: string;
            readonly principalId: string;
            /** @description Roles that another admin has to confirm; left out when there is none. */
            readonly requests?: readonly components["schemas"]["KeptRequest"][];
        };
        /** @description One page of a list. */
        readonly PrincipalPage: {
            readonly items: readonly components["schemas"]["PrincipalItem"][];
            /** @description Asks for the next page; null on the last. It belongs to this list, its filters and its order. */
            readonly next: string | null;
            /** @description How many there are on all pages. */
            readonly total: number;
        };
        readonly ProblemDto: {
            readonly detail: string;
            readonly errors?: readonly components["schemas"]["FieldErrorDto"][];
            readonly figures: {
                readonly [key: string]: unknown;
            };
            /** @description Names this one request; the server's records have it too. */
            readonly instance: string;
            /** @description The name of the refusal: the same on the command line and on the screens. */
            readonly refusal: string;
            readonly status: number;
            readonly title: string;
            /** @example urn:misaq:refusal:credit_exhausted */
            readonly type: string;
        };
        readonly ProjectionItem: {
            /** @description Positions between that and the end of the log. */
            readonly lag: number;
            readonly name: string;
            /** @description The last event its tables show; -1 before the first. */
            readonly position: number;
            /** @enum {string} */
            readonly state: "running" | "stopped";
            /** @description Why it is stopped. */
            readonly stop: components["schemas"]["Stop"] | null;
        };
        readonly Projections: components["schemas"]["ProjectionsItem"];
        readonly ProjectionsItem: {
            /** @description Position of the last event of the log. */
            readonly logPosition: string;
            readonly projections: readonly components["schemas"]["ProjectionItem"][];
        };
        readonly ProposedTransfer: {
            /** @description Whole rials. */
            readonly amountRial: string;
            readonly from: string;
            readonly to: string;
        };
        readonly ProviderAddress: components["schemas"]["ProviderAddressItem"];
        /** @description Where a browser goes on at the provider. */
        readonly ProviderAddressItem: {
            readonly address: string;
        };
        readonly ProvinceItem: {
            readonly province: string;
        };
        /** @description One page of a list. */
        readonly ProvincePage: {
            readonly items: readonly components["schemas"]["ProvinceItem"][];
            /** @description Asks for the next page; null on the last. It belongs to this list, its filters and its order. */
            readonly next: string | null;
            /** @description How many there are on all pages. */
            readonly total: number;
        };
        /** @description A read model that was built anew or compared. */
        readonly RebuiltItem: {
            /** @description Rows that differ from those that were served; null when they could not be compared. */
            readonly differences: number | null;
            /** @description Some of them. */
            readonly examples: readonly components["schemas"]["DifferingRow"][];
            readonly name: string;
            /** @description The last event that was built in. */
            readonly position: number;
            /** @description Why it is stopped. */
            readonly stop: components["schemas"]["Stop"] | null;
            /** @description Whether the one built aside serves from now on. */
            readonly swapped: boolean;
        };
        readonly RebuiltReadModels: components["schemas"]["RebuiltReadModelsItem"];
        readonly RebuiltReadModelsItem: {
            readonly readModels: readonly components["schemas"]["RebuiltItem"][];
        };
        /** @description When something was recorded (ISO instant, UTC) and the id of the actor. */
        readonly Recorded: {
            readonly at: string;
            readonly by: string;
        };
        readonly RecordedDto: {
            /** @description What was recorded. Empty when the act stood already under another key, or so long ago that its events are not looked for again. */
            readonly events: readonly components["schemas"]["RecordedEventDto"][];
            /** @description Position of the log that a question must have reached to see it; to officers of organisations a token that stands for it. */
            readonly position: number | string;
            /** @description Present when the act stood already and was undone since: a payment that was taken back. */
            readonly remark?: components["schemas"]["RemarkDto"];
            /** @description True when the same act stood already and nothing was written now. */
            readonly repeated: boolean;
        };
        readonly RecordedEventDto: {
            readonly data: {
                readonly [key: string]: unknown;
            };
            /** @example CreditAllocated */
            readonly type: string;
        };
        /** @description As events hold it. Those of the first webhooks do not say the province, and nothing else in the log does: whose they are cannot be told any more, so nothing is sent to them and they count as removed. */
        readonly RecordedOrganisation: {
            readonly id: string;
            /** @enum {string} */
            readonly kind: "agency" | "bank";
            readonly province?: string;
        };
        readonly RedeemCodeDto: {
            /**
             * @description As an admin handed it over.
             * @example misaqcode_k3v9mz2ryw8d_abcdefghijkmnpqrstuvwxyz23
             */
            readonly code: string;
        };
        readonly RedeemedCodeDto: {
            /** @description The last day it works, in Tehran. */
            readonly expiresOn: string | null;
            readonly notice: string;
            readonly organisation: string | null;
            readonly position: number;
            /** @description Who acts with it. */
            readonly principalId: string;
            readonly role: string;
            /** @description The token, for `Authorization: Bearer …`. */
            readonly token: string;
            /** @description Names the token in lists and in the log; no secret. */
            readonly tokenId: string;
            /** @description Every token that was issued in the name of the bearer, in the order they were issued. */
            readonly tokens: readonly Record<string, never>[];
        };
        readonly RedeemedLink: components["schemas"]["RedeemedLinkItem"];
        /** @description The account whose password was set. */
        readonly RedeemedLinkItem: {
            readonly account: string;
        };
        readonly RedeemLinkDto: {
            /**
             * @description The account that the link must be for.
             * @example a-ahmadi
             */
            readonly account?: string;
            /**
             * @description As an admin handed it over.
             * @example misaqlink_k3v9mz2ryw8d_abcdefghijkmnpqrstuvwxyz23
             */
            readonly code: string;
            /**
             * @description Of the authenticator, where the account has a second factor that the link keeps.
             * @example 492039
             */
            readonly factorCode?: string;
            /**
             * Format: password
             * @description At least 12 characters, and none that everybody would guess.
             * @example a long sentence of your own
             */
            readonly password: string;
        };
        /** @description Why an approval would be refused. */
        readonly RefusalItem: {
            readonly figures: {
                readonly [key: string]: components["schemas"]["JsonValue"];
            };
            readonly name: string;
        };
        readonly RegisterJobDto: {
            /**
             * @description The agency that registers; its own officers may leave it out.
             * @example behzisti
             */
            readonly agency?: string;
            /** @example tabriz */
            readonly county: string;
            /** @example diploma */
            readonly education?: string;
            /**
             * @description The facility it came from.
             * @example N16-00001
             */
            readonly facilityId?: string;
            /**
             * @example female
             * @enum {string}
             */
            readonly gender: "female" | "male";
            /**
             * @description Given by whoever registers; the same again changes nothing.
             * @example job-1
             */
            readonly jobId: string;
            /**
             * @description Of the person who holds the job. Only a pseudonym of it is recorded.
             * @example 0012345679
             */
            readonly nationalId: string;
            /** @example jobless graduate */
            readonly priorityGroup?: string;
            /** @example note16 */
            readonly programme?: string;
            /** @example east-azerbaijan */
            readonly province: string;
            /** @example 1401-10-10 */
            readonly registeredOn: string;
            /** @example services */
            readonly sector: string;
            /** @example 1401-10-01 */
            readonly startedOn: string;
            /**
             * @description The year in which it is registered.
             * @example 1401
             */
            readonly year: number;
        };
        readonly RegisterOrganisationDto: {
            /**
             * @description The first day on which it is active.
             * @example 1400-01-01
             */
            readonly activeFrom: string;
            /** @example behzisti */
            readonly id: string;
            /**
             * @example agency
             * @enum {string}
             */
            readonly kind: "agency" | "bank" | "sector" | "county";
            /** @example سازمان بهزیستی */
            readonly name: string;
            /**
             * @description Always of a bank, perhaps of an agency, never of a sector or a county.
             * @example state
             * @enum {string}
             */
            readonly ownership?: "state" | "private";
        };
        readonly RegisterWebhookDto: {
            /**
             * @description What the organisation is. An officer’s own is taken when both are left out.
             * @example agency
             * @enum {string}
             */
            readonly kind?: "agency" | "bank";
            /**
             * @description Only these kinds; all when left out.
             * @example [
             *       "lot-deadline-near",
             *       "review-proposes"
             *     ]
             */
            readonly kinds?: readonly ("lot-deadline-near" | "bank-deadline-near" | "review-proposes" | "credit-reallocated" | "reallocation-reversed" | "job-rejected" | "payment-contested" | "webhook-suspended")[];
            /**
             * @description The organisation whose notifications are sent.
             * @example behzisti
             */
            readonly organisation?: string;
            /**
             * @description The province whose register knows the organisation. An officer’s own when left out; an asker who acts for no organisation has to give it.
             * @example east-azerbaijan
             */
            readonly province?: string;
            /**
             * @description Where they are posted to.
             * @example https://example.org/misaq
             */
            readonly url: string;
            /**
             * @description Chosen by the client that registers it.
             * @example behzisti-hook
             */
            readonly webhookId: string;
        };
        readonly RejectJobDto: {
            /** @example 1401-10-20 */
            readonly on: string;
            /**
             * @description Why; it stays in the history.
             * @example Nobody works there
             */
            readonly reason: string;
            /**
             * @example 1
             * @enum {integer}
             */
            readonly round: 2 | 3 | 1;
            /**
             * @description Whose signature it is. The labour department records it for somebody; others sign themselves, with or without it.
             * @example inspector-1
             */
            readonly verifier?: string;
        };
        /** @enum {string} */
        readonly RemarkCode: "time_ignored" | "hidden_row" | "same_row" | "payment_taken_back" | "credit_not_checked";
        readonly RemarkDto: {
            readonly figures: {
                readonly [key: string]: unknown;
            };
            readonly message: string;
            /** @example payment_taken_back */
            readonly name: string;
        };
        readonly RenameOrganisationDto: {
            /**
             * @description The first day of the new name.
             * @example 1401-01-01
             */
            readonly from: string;
            /** @example بهزیستی استان */
            readonly name: string;
            /**
             * @description Why; it stays in the history.
             * @example Named as in its statute
             */
            readonly reason: string;
        };
        readonly RequestReviewDto: {
            /**
             * @description The day as of which the rule is applied; not after today.
             * @example 1401-11-02
             */
            readonly asOf: string;
        };
        readonly RetireOrganisationDto: {
            /**
             * @description The first day on which it is no longer active.
             * @example 1401-07-01
             */
            readonly from: string;
            /**
             * @description Why; it stays in the history.
             * @example Merged into another office
             */
            readonly reason: string;
        };
        readonly ReturnDto: {
            /**
             * @description The query of the address that the provider led to, without its question mark.
             * @example code=x8Kq&state=mZ3v&iss=https%3A%2F%2Flogin.example
             */
            readonly answer: string;
        };
        readonly Returned: components["schemas"]["ReturnedItem"];
        /** @description What a browser came back from the provider with. */
        readonly ReturnedItem: {
            /** @description Whether something can be signed now; false where a session has begun. */
            readonly isConfirmed: boolean;
            /** @description The page of this server to go on with. */
            readonly next: string;
            readonly session: components["schemas"]["SessionItem"];
        };
        /**
         * @description `returned`: the money came back on `reversedOn`. `recorded-in-error`: it was never paid.
         * @enum {string}
         */
        readonly ReversalKind: "returned" | "recorded-in-error";
        readonly ReversalOfReview: {
            /** @description Whole rials. */
            readonly amountRial: string;
            readonly by: string;
            readonly from: string;
            /**
             * @description Jalali
             * @example 1403-02-31
             */
            readonly on: string;
            /** Format: date */
            readonly onIso: string;
            readonly reason: string;
            readonly reversalId: string;
            readonly to: string;
        };
        readonly ReversePaymentDto: {
            /**
             * @description The bank that acts; an officer of a bank may leave it out.
             * @example bank-melli
             */
            readonly bank?: string;
            /**
             * @description The money came back on that day, or it was never paid.
             * @example returned
             * @enum {string}
             */
            readonly kind: "returned" | "recorded-in-error";
            /**
             * @description Why; it stays in the history.
             * @example The guarantor stepped back
             */
            readonly reason: string;
            /** @example 1401-10-20 */
            readonly reversedOn: string;
        };
        readonly ReverseReallocationDto: {
            /**
             * @description How much, in whole rials.
             * @example 2500000000
             */
            readonly amountRial: string;
            /**
             * @description The agency that gave, and gets back.
             * @example behzisti
             */
            readonly from: string;
            /**
             * @description Why; it stays in the history.
             * @example A payment of the agency had been reported late
             */
            readonly reason: string;
            /**
             * @description Given by whoever reverses; the same again changes nothing.
             * @example reversal-1
             */
            readonly reversalId: string;
            /**
             * @description The agency that received, and gives back.
             * @example relief-committee
             */
            readonly to: string;
        };
        readonly Review: components["schemas"]["ReviewDetailItem"];
        /** @description A review with everything it was decided on, in figures and in words. */
        readonly ReviewDetailItem: {
            readonly agencies: readonly components["schemas"]["AgencyItem"][];
            /**
             * @description Jalali
             * @example 1403-02-31
             */
            readonly asOf: string;
            /** Format: date */
            readonly asOfIso: string;
            readonly calendarRevision: number;
            /** @description How each verdict came about, agency by agency, then what moves where, in sentences of the language that was asked for. */
            readonly inWords: string;
            /** @description Its outcome. */
            readonly outcome: components["schemas"]["ReviewOutcome"];
            readonly policy: components["schemas"]["Policy"];
            readonly policyVersion: number;
            readonly pool: string;
            /** @description Id of who asked; `system` for Misaq itself. */
            readonly requestedBy: string;
            readonly reviewId: string;
            /** @description Version of the rule that was applied. */
            readonly ruleVersion: number;
            readonly transferredRial: string | null;
            readonly transfers: readonly components["schemas"]["Transfer"][];
            readonly unplacedRial: string | null;
        };
        readonly ReviewInbox: {
            readonly items: readonly components["schemas"]["ReviewInboxItem"][];
            /** @description Asks for the next page; null on the last. It belongs to this list, its filters and its order. */
            readonly next: string | null;
            readonly sums: components["schemas"]["ReviewSums"];
            /** @description How many there are on all pages. */
            readonly total: number;
        };
        /** @description A review of any pool. An officer of an agency sees the transfers of the agency. */
        readonly ReviewInboxItem: {
            /**
             * @description Jalali
             * @example 1403-02-31
             */
            readonly asOf: string;
            /** Format: date */
            readonly asOfIso: string;
            /** @description Of the event by which it was approved or dismissed; null while it was not. */
            readonly decidedPosition: components["schemas"]["ShownPosition"] | null;
            /** @description Its outcome. */
            readonly outcome: components["schemas"]["ReviewOutcome"];
            readonly policyVersion: number;
            readonly pool: string;
            /** @description Of the event of the review; to an officer of an agency a token that stands for it. */
            readonly position: components["schemas"]["ShownPosition"];
            /** @description ISO instant, UTC. */
            readonly recordedAt: string;
            readonly requestedBy: string;
            /** @description Given back since. */
            readonly returnedRial: string;
            readonly reviewId: string;
            /** @description Null when it was not asked for, and for a review that is not open. */
            readonly standing: components["schemas"]["ReviewStandingItem"] | null;
            readonly status: components["schemas"]["ReviewStatus"];
            readonly transferredRial: string | null;
            /** @description What it proposes, or what it moved once it was approved. */
            readonly transfers: readonly components["schemas"]["ProposedTransfer"][];
            readonly unplacedRial: string | null;
        };
        /** @description The outcome of a review. */
        readonly ReviewOutcome: {
            /** @constant */
            readonly status: "open";
        } | {
            /** @constant */
            readonly status: "superseded";
            readonly supersededBy: string;
        } | {
            readonly by: string;
            /**
             * @description Jalali
             * @example 1403-02-31
             */
            readonly on: string;
            /** Format: date */
            readonly onIso: string;
            readonly reason: string;
            readonly reversals: readonly components["schemas"]["ReversalOfReview"][];
            /** @constant */
            readonly status: "approved";
        } | {
            readonly by: string;
            /**
             * @description Jalali
             * @example 1403-02-31
             */
            readonly on: string;
            /** Format: date */
            readonly onIso: string;
            readonly reason: string;
            /** @constant */
            readonly status: "dismissed";
        };
        /** @description One page of a list. */
        readonly ReviewPage: {
            readonly items: readonly components["schemas"]["ReviewSummaryItem"][];
            /** @description Asks for the next page; null on the last. It belongs to this list, its filters and its order. */
            readonly next: string | null;
            /** @description How many there are on all pages. */
            readonly total: number;
        };
        readonly ReviewStanding: components["schemas"]["ReviewStandingAnswer"];
        readonly ReviewStandingAnswer: {
            readonly pool: string;
            readonly reviewId: string;
            /** @description Null when the review is not open. */
            readonly standing: components["schemas"]["ReviewStandingItem"] | null;
        };
        /** @description A dry run of the approval of an open review. Nothing is recorded. */
        readonly ReviewStandingItem: {
            /** @description Why nobody could approve it now, such as `review_stale` with what has changed. Null while it is sound, and to an officer of an agency, because it names figures of others. */
            readonly fault: components["schemas"]["RefusalItem"] | null;
            /** @description Whether the asker's approval would be accepted now. */
            readonly mayApprove: boolean;
            /** @description Why it would be refused, as the approval itself says it; null when it would be accepted. */
            readonly refusal: components["schemas"]["RefusalItem"] | null;
        };
        /** @enum {string} */
        readonly ReviewStatus: "open" | "superseded" | "approved" | "dismissed" | "reversed";
        /** @description A review in a list. The sums are null for whoever sees one agency only. */
        readonly ReviewSummaryItem: {
            /**
             * @description Jalali
             * @example 1403-02-31
             */
            readonly asOf: string;
            /** Format: date */
            readonly asOfIso: string;
            /** @description Its outcome. */
            readonly outcome: components["schemas"]["ReviewOutcome"];
            readonly policyVersion: number;
            readonly pool: string;
            readonly requestedBy: string;
            readonly reviewId: string;
            readonly transferredRial: string | null;
            readonly unplacedRial: string | null;
        };
        /** @description Of all that the filter leaves. */
        readonly ReviewSums: {
            /** @description `approved` counts those that were reversed too. */
            readonly byStatus: {
                readonly approved: number;
                readonly dismissed: number;
                readonly open: number;
                readonly reversed: number;
                readonly superseded: number;
            };
            /** @description Whole rials. */
            readonly movedRial: string;
            /** @description Whole rials. */
            readonly returnedRial: string;
            readonly reviews: number;
            /** @description Proposed by all, moved by those that were approved, and given back since. */
            readonly transferredRial: string;
        };
        readonly ReviseCommitmentDto: {
            /** @example behzisti */
            readonly agency: string;
            /** @example tabriz */
            readonly county: string;
            /**
             * @description As it stands from then on.
             * @example 150
             */
            readonly jobs: number;
            /**
             * @description Why; it stays in the history.
             * @example Raised in session 3
             */
            readonly reason: string;
            /** @example 1401-06-01 */
            readonly revisedOn: string;
            /** @example services */
            readonly sector: string;
            /**
             * @description `baseline`, or the name of a later version.
             * @example baseline
             */
            readonly version: string;
        };
        readonly RevokedBecause: {
            readonly at: string;
            readonly by: string;
            readonly reason: string;
        };
        readonly RevokeRoleDto: {
            /** @example behzisti */
            readonly organisation?: string;
            /**
             * @description Why; it stays in the history.
             * @example Left the office
             */
            readonly reason: string;
            /**
             * @example agency
             * @enum {string}
             */
            readonly role: "admin" | "labour" | "economic-deputy" | "inspector" | "agency" | "bank" | "governor" | "system";
        };
        readonly RevokeTokenDto: {
            /**
             * @description Why; it stays in the history.
             * @example The computer was lost
             */
            readonly reason: string;
        };
        /** @description What somebody may do: anything of that kind, or for the own organisation only. */
        readonly RightItem: {
            readonly act: components["schemas"]["Act"];
            /** @enum {string} */
            readonly extent: "any" | "own";
        };
        /** @enum {string} */
        readonly Role: "admin" | "labour" | "economic-deputy" | "inspector" | "agency" | "bank" | "governor" | "system";
        /** @enum {integer} */
        readonly Round: 1 | 2 | 3;
        /** @description One thing that is wrong with a row. A row with several bad cells has several. */
        readonly RowError: {
            /** @description The name of a refusal, or of what is wrong with a cell. */
            readonly code: string;
            /** @description English name of the column; empty when it is not about one. */
            readonly column: string;
            /**
             * @description The row was good when the file was checked and had become impossible when it was applied.
             * @constant
             */
            readonly late?: true;
            /** @description An English sentence. */
            readonly message: string;
            /** @description As a spreadsheet shows it: 1 is the header, 2 the first row under it. A cell with line breaks stays in its row. */
            readonly row: number;
        };
        /** @description A hint for the sender about a row that is not wrong. */
        readonly RowRemark: {
            readonly code: components["schemas"]["RemarkCode"];
            readonly column: string;
            /** @description An English sentence. */
            readonly message: string;
            /** @description As in  {@link  RowError } . */
            readonly row: number;
        };
        readonly SectorCommitmentItem: {
            /** @description Jobs promised by the version asked for. */
            readonly assigned: number;
            readonly assignedByVersion: {
                readonly [key: string]: number;
            };
            readonly ended: number;
            /** @description Registered ÷ promised, truncated; null when nothing was promised. */
            readonly fulfilmentBasisPoints: number | null;
            readonly name: string | null;
            /** @description Net of rejections and voids: what fulfilment counts. */
            readonly registered: number;
            readonly registeredGross: number;
            readonly registeredGrossWomen: number;
            readonly registeredWomen: number;
            readonly rejected: number;
            readonly sector: string;
            /** @description Of the net ones, how many have passed round 1, 2 and 3. */
            readonly verified: {
                readonly round1: number;
                readonly round2: number;
                readonly round3: number;
            };
            readonly voided: number;
        };
        readonly Session: components["schemas"]["SessionItem"];
        /** @description The session of a browser, as its holder sees it. Instants are ISO, UTC. */
        readonly SessionItem: {
            readonly account: string;
            /**
             * @description How the person signed in, and so confirms what is signed: with a password, or by the provider.
             * @enum {string}
             */
            readonly by: "password" | "provider";
            /** @description The working calendars of the provinces that the office sees, by their revisions. */
            readonly calendars: readonly {
                readonly province: string;
                readonly revision: number;
            }[];
            /** @description What `X-Misaq-Csrf` must hold in each request of this session that changes something. */
            readonly csrf: string;
            /** @description When it ends in any case. */
            readonly endsAt: string;
            /** @description When the session ends unless it is used before. */
            readonly idleEndsAt: string;
            readonly link: components["schemas"]["LinkItem"] | null;
            /** @description What the office may do; empty until it acts. */
            readonly may: readonly components["schemas"]["RightItem"][];
            /** @description Why the session does not act yet: the name of a refusal, such as `office_needed` or `second_factor_required`. */
            readonly needs: string | null;
            /** @description Null until one is chosen. */
            readonly office: components["schemas"]["OfficeItem"] | null;
            /** @description What can be chosen. */
            readonly offices: readonly components["schemas"]["OfficeItem"][];
            /** @description What the holder should know of the account: somebody else may have had a link made. */
            readonly passwordSetAt: string | null;
            readonly previousSignIn: {
                readonly address: string;
                readonly at: string;
            } | null;
            readonly secondFactor: {
                /** @description Whether a role of the account asks for it. */
                readonly isRequired: boolean;
                readonly isSet: boolean;
                /** @description Whether it was shown in this session. */
                readonly isShown: boolean;
            };
            /** @description No secret: it stands beside the actor in the history. */
            readonly sessionId: string;
            readonly signedInAt: string;
            /**
             * @description In Tehran.
             * @example 1403-02-31
             */
            readonly today: string;
            /**
             * Format: date
             * @description In Tehran.
             */
            readonly todayIso: string;
        };
        readonly SessionList: {
            /** @description In the order they were begun. */
            readonly items: readonly components["schemas"]["ListedSessionItem"][];
        };
        /** @description Settled lots of an agency in one line. Their deadline is the verdict's, or it no longer matters. */
        readonly SettledLots: {
            /** @description Whole rials. */
            readonly amountRial: string;
            readonly lots: number;
        };
        /** @description A position of the log as it is shown: the number, or to an officer of an organisation a token. */
        readonly ShownPosition: number | string;
        readonly SignInDto: {
            /**
             * @description The name of the account.
             * @example a-ahmadi
             */
            readonly account: string;
            /**
             * @description Of the authenticator: six digits.
             * @example 492039
             */
            readonly code?: string;
            /**
             * Format: password
             * @example a long sentence of your own
             */
            readonly password: string;
        };
        readonly Simulation: components["schemas"]["SimulationItem"];
        /** @description What a review would find under other settings. Nothing is written. */
        readonly SimulationItem: {
            readonly agencies: readonly components["schemas"]["AgencyItem"][];
            /**
             * @description Jalali
             * @example 1403-02-31
             */
            readonly asOf: string;
            /** Format: date */
            readonly asOfIso: string;
            readonly changes: readonly components["schemas"]["ChangeItem"][];
            readonly policy: components["schemas"]["Policy"];
            readonly policyBefore: components["schemas"]["Policy"];
            readonly pool: string;
            /** @description Null for whoever sees one agency only: what others have is not its to find out by trying. */
            readonly transfers: readonly components["schemas"]["Transfer"][] | null;
            /** @description Null for whoever sees one agency only. */
            readonly unplacedRial: string | null;
        };
        /** @description A holiday that a clock passed over; it names its day in both calendars itself. */
        readonly SkippedHolidayItem: {
            readonly date: string;
            readonly jalali: string;
            readonly names: readonly string[];
        };
        /** @enum {string} */
        readonly Split: "unmet-demand" | "performance-weighted";
        readonly StartLunarMonthDto: {
            /**
             * @description The day on which the month began in Iran.
             * @example 1403-04-17
             */
            readonly firstDay: string;
            /**
             * @description 1 = Muharram.
             * @example 1
             */
            readonly hijriMonth: number;
            /** @example 1446 */
            readonly hijriYear: number;
            /**
             * @description Needed only to correct a month that has a first day already.
             * @example The moon was seen a day later
             */
            readonly reason?: string;
            /**
             * @description Who announced it.
             * @example Calendar council
             */
            readonly source: string;
        };
        /** @description Why a projection stands still. */
        readonly Stop: {
            readonly eventType?: string;
            readonly message: string;
            /** @description The event it could not apply; absent when its file could not be written. */
            readonly position?: number;
        };
        /** @enum {string} */
        readonly Target: "even-by-working-days";
        readonly TokenItem: {
            /**
             * @description The last day on which the code can be redeemed; absent for a token without a code.
             * @example 1403-02-31
             */
            readonly codeExpiresOn?: string;
            /**
             * Format: date
             * @description The last day on which the code can be redeemed; absent for a token without a code.
             */
            readonly codeExpiresOnIso?: string;
            /**
             * @description Jalali
             * @example 1403-02-31
             */
            readonly expiresOn?: string;
            /** Format: date */
            readonly expiresOnIso?: string;
            /** @description When an admin issued it, as a code or without one. */
            readonly issued: components["schemas"]["Recorded"];
            readonly label?: string;
            readonly organisation?: string;
            readonly principalId: string;
            readonly province?: string;
            /** @description When the code was redeemed; absent as long as nobody has, and for a token without a code. */
            readonly redeemed?: components["schemas"]["Recorded"];
            readonly revoked?: {
                readonly at: string;
                readonly by: string;
                readonly reason: string;
                /** @constant */
                readonly withRole?: true;
            };
            readonly role: components["schemas"]["GrantedRole"];
            readonly status: components["schemas"]["TokenStatus"];
            readonly tokenId: string;
        };
        /**
         * @description The status of a token on a day; `offered` while its code can be redeemed.
         * @enum {string}
         */
        readonly TokenStatus: "offered" | "working" | "expired" | "revoked";
        /** @description Credit that is to move, and the lots it is taken from. */
        readonly Transfer: {
            /** @description Whole rials. */
            readonly amountRial: string;
            readonly from: string;
            /**
             * @description The deadline at which the donor fell short: it cannot receive until it passes at a later one.
             * @example 1403-02-31
             */
            readonly missedDeadline: string;
            /**
             * Format: date
             * @description The deadline at which the donor fell short: it cannot receive until it passes at a later one.
             */
            readonly missedDeadlineIso: string;
            /** @description How much of it settles an overdraft of the recipient; absent when nothing does. */
            readonly settlesOverdraftRial?: string;
            readonly takes: readonly {
                /** @description Whole rials. */
                readonly amountRial: string;
                readonly lotId: string;
            }[];
            readonly to: string;
        };
        /** @description Ids or names that look alike and are recorded as two. Older versions recorded such twins; each is still named by its exact spelling. They are no damage, but somebody may have meant one thing by both. */
        readonly Twins: {
            /** @description By which code points the first two differ. */
            readonly difference: string;
            /** @enum {string} */
            readonly kind: "stream" | "facility" | "allocation" | "payment" | "organisation" | "version" | "name";
            /** @description The spelling that is not its own key stands first. Of names those of different organisations. */
            readonly spellings: readonly string[];
            /** @description The stream that holds them; of twin streams the one that an older version began under its exact spelling. */
            readonly stream: string;
        };
        readonly UnfinishedImport: {
            readonly accepted: number;
            readonly file: string;
            readonly importId: string;
            readonly kind: string;
            /** @description Whether its rows wait in the spool; if not, the file has to be imported again. */
            readonly rowsWait: boolean;
        };
        readonly UnlinkIdentityDto: {
            /**
             * @description Why; it stays in the history.
             * @example Left the office
             */
            readonly reason: string;
        };
        readonly Unread: components["schemas"]["UnreadItem"];
        readonly UnreadItem: {
            /** @description Kinds of which there are none are left out. */
            readonly byKind: {
                readonly [key: string]: number;
            };
            readonly count: number;
        };
        /**
         * @description `running`: no time is up yet. `passed`, `fell-short`: what was paid in time against what was due. `emptied`: fell short, and nothing is left that could move.
         * @enum {string}
         */
        readonly Verdict: "running" | "passed" | "fell-short" | "emptied";
        /** @description How many agencies have which verdict. */
        readonly VerdictCounts: {
            readonly emptied: number;
            readonly "fell-short": number;
            readonly passed: number;
            readonly running: number;
        };
        readonly Verification: components["schemas"]["VerificationItem"];
        readonly VerificationItem: {
            readonly events: number;
            readonly faultCount: number;
            /** @description Some of the faults of the log. */
            readonly faults: readonly components["schemas"]["LogFault"][];
            /** @description Position of the last event of the log. */
            readonly position: number;
            readonly readModels: readonly components["schemas"]["RebuiltItem"][];
            readonly streams: number;
            /** @description What is wrong with the structure of the file; null when it was not looked at. */
            readonly structure: readonly string[] | null;
            /** @description Ids and names that look alike and are recorded as two, by an older version. They are no damage. */
            readonly twins: readonly components["schemas"]["Twins"][];
            /** @description Imports that were accepted and are not at their end. */
            readonly unfinishedImports: readonly components["schemas"]["UnfinishedImport"][];
        };
        readonly VerifyJobDto: {
            /** @example 1401-10-20 */
            readonly on: string;
            /**
             * @description Why; it stays in the history.
             * @example Visited on the day
             */
            readonly reason?: string;
            /**
             * @example 1
             * @enum {integer}
             */
            readonly round: 2 | 3 | 1;
            /**
             * @description Whose signature it is. The labour department records it for somebody; others sign themselves, with or without it.
             * @example inspector-1
             */
            readonly verifier?: string;
        };
        readonly VoidRegistrationDto: {
            /**
             * @description Why; it stays in the history.
             * @example Registered twice
             */
            readonly reason: string;
            /** @example 1401-10-30 */
            readonly voidedOn: string;
        };
        readonly Ways: components["schemas"]["WaysItem"];
        /** @description How a person can sign in. */
        readonly WaysItem: {
            /**
             * @description Who may sign in with a password.
             * @enum {string}
             */
            readonly password: "nobody" | "admins" | "everybody";
            /** @description Null where none is set. */
            readonly provider: {
                readonly issuer: string;
                readonly name: string;
                /** @description Where a browser ends its session there; null where the provider has no such address, or does not answer. */
                readonly signOutAddress: string | null;
            } | null;
        };
        /** @description A webhook, without its secret. */
        readonly WebhookItem: {
            /** @description Notifications taken in all. */
            readonly delivered: number;
            /** @description The event recorded as delivered last; null before the first. */
            readonly deliveredThrough: string | null;
            /** @description What is notified after this position is still to be delivered; to an officer of an organisation a token that stands for the position. */
            readonly deliveredTo: number | string;
            /** @description Only notifications of these kinds; absent for all. */
            readonly kinds?: readonly components["schemas"]["NotificationKind"][];
            readonly organisation: components["schemas"]["RecordedOrganisation"];
            /** @description Why it was suspended last. */
            readonly problem?: string;
            /** @description ISO instant, UTC. */
            readonly registeredAt: string;
            /** @enum {string} */
            readonly status: "active" | "suspended" | "removed";
            readonly url: string;
            readonly webhookId: string;
        };
        /** @description One page of a list. */
        readonly WebhookPage: {
            readonly items: readonly components["schemas"]["WebhookItem"][];
            /** @description Asks for the next page; null on the last. It belongs to this list, its filters and its order. */
            readonly next: string | null;
            /** @description How many there are on all pages. */
            readonly total: number;
        };
        readonly WebhookReasonDto: {
            /**
             * @description Why; it stays in the history.
             * @example A new system takes its place.
             */
            readonly reason: string;
        };
        /** @enum {string} */
        readonly Weekday: "saturday" | "sunday" | "monday" | "tuesday" | "wednesday" | "thursday" | "friday";
        /** @description Which days of the week are off from a day on, until the next profile. */
        readonly WeekProfile: {
            /**
             * @description Jalali
             * @example 1403-02-31
             */
            readonly from: string;
            /** Format: date */
            readonly fromIso: string;
            readonly off: readonly components["schemas"]["Weekday"][];
        };
        readonly WithdrawCommitmentDto: {
            /** @example behzisti */
            readonly agency: string;
            /** @example tabriz */
            readonly county: string;
            /**
             * @description Why; it stays in the history.
             * @example Assigned to another agency
             */
            readonly reason: string;
            /** @example services */
            readonly sector: string;
            /**
             * @description `baseline`, or the name of a later version.
             * @example baseline
             */
            readonly version: string;
            /** @example 1401-06-01 */
            readonly withdrawnOn: string;
        };
        readonly WithdrawFacilityDto: {
            /**
             * @description Who took the file back.
             * @example applicant
             * @enum {string}
             */
            readonly by: "applicant" | "agency";
            /**
             * @description Why; it stays in the history.
             * @example Found work
             */
            readonly reason: string;
            /** @example 1401-10-05 */
            readonly withdrawnOn: string;
        };
        readonly WorkingDays: components["schemas"]["WorkingDaysItem"];
        /** @description When a number of working days ends. */
        readonly WorkingDaysItem: {
            readonly days: number;
            /**
             * @description The time is up when this day has ended in Tehran.
             * @example 1403-02-31
             */
            readonly deadline: string;
            /**
             * Format: date
             * @description The time is up when this day has ended in Tehran.
             */
            readonly deadlineIso: string;
            readonly holidaysSkipped: readonly components["schemas"]["SkippedHolidayItem"][];
            /**
             * @description Jalali
             * @example 1403-02-31
             */
            readonly notified: string;
            /** Format: date */
            readonly notifiedIso: string;
            /** @description A lunar month in this time is not published yet. */
            readonly provisional: boolean;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly accounts_list: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AccountList"];
                };
            };
        };
    };
    readonly accounts_issueLink: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly principal: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["IssueLinkDto"];
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["IssuedLink"];
                };
            };
        };
    };
    readonly accounts_redeemLink: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RedeemLinkDto"];
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RedeemedLink"];
                };
            };
        };
    };
    readonly poolQuestions_banks: {
        readonly parameters: {
            readonly query?: {
                /** @description As of the beginning of a day (today when left out), which may lie ahead. */
                readonly asOf?: string;
                /** @description Answer only when at least this position of the log is shown (`position` of the answer of a command); waits for it a few seconds, then answers 503. */
                readonly atLeast?: number | string;
                /** @description Of one pool; over all pools when left out. */
                readonly pool?: string;
            };
            readonly header?: {
                /** @description The `ETag` of an earlier answer: 304 without a body when it would be the same again. */
                readonly "If-None-Match"?: string;
                /** @description `respond-async` (RFC 7240): the file is made in the background, and the request is answered with 202 at once. The address in `Location` tells the progress and the address of the file. JSON is answered as without it. */
                readonly Prefer?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer, and up to where it shows the log. */
            readonly 200: {
                headers: {
                    /** @description Names this answer. */
                    readonly etag?: string;
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BankBoard"];
                    readonly "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    readonly "text/csv": string;
                };
            };
            /** @description Accepted; nothing is written yet. */
            readonly 202: {
                headers: {
                    /** @description The address of the export and its progress. */
                    readonly location?: string;
                    readonly "preference-applied"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Export"];
                };
            };
            /** @description The answer is the one that is named in `If-None-Match`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly demo_accounts: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DemoAccountList"];
                };
            };
        };
    };
    readonly accounts_door: {
        readonly parameters: {
            readonly query?: {
                /** @description Only what concerns this account. */
                readonly account?: string;
                /** @description `next` of the page before. */
                readonly before?: number;
                /** @description Items a page. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DoorList"];
                };
            };
        };
    };
    readonly history_event: {
        readonly parameters: {
            readonly query?: {
                /** @description Answer only when at least this position of the log is shown (`position` of the answer of a command); waits for it a few seconds, then answers 503. */
                readonly atLeast?: number | string;
            };
            readonly header?: {
                /** @description The `ETag` of an earlier answer: 304 without a body when it would be the same again. */
                readonly "If-None-Match"?: string;
            };
            readonly path: {
                readonly position: number | string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer, and up to where it shows the log. */
            readonly 200: {
                headers: {
                    /** @description Names this answer. */
                    readonly etag?: string;
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Event"];
                };
            };
            /** @description The answer is the one that is named in `If-None-Match`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly exports_list: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The `ETag` of an earlier answer: 304 without a body when it would be the same again. */
                readonly "If-None-Match"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer, and up to where it shows the log. */
            readonly 200: {
                headers: {
                    /** @description Names this answer. */
                    readonly etag?: string;
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ExportList"];
                };
            };
            /** @description The answer is the one that is named in `If-None-Match`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly exports_export: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The `ETag` of an earlier answer: 304 without a body when it would be the same again. */
                readonly "If-None-Match"?: string;
            };
            readonly path: {
                readonly exportId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer, and up to where it shows the log. */
            readonly 200: {
                headers: {
                    /** @description Names this answer. */
                    readonly etag?: string;
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Export"];
                };
            };
            /** @description The answer is the one that is named in `If-None-Match`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly exports_throwAway: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly exportId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is deleted with its file; this was its last state. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Export"];
                };
            };
        };
    };
    readonly exports_file: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly exportId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The file, in the form that was asked for. */
            readonly 200: {
                headers: {
                    /** @description Bytes of the file. */
                    readonly "content-length"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    readonly "text/csv": string;
                };
            };
        };
    };
    readonly allFacilities_facilities: {
        readonly parameters: {
            readonly query?: {
                readonly agency?: string;
                /** @description Answer only when at least this position of the log is shown (`position` of the answer of a command); waits for it a few seconds, then answers 503. */
                readonly atLeast?: number | string;
                readonly bank?: string;
                readonly county?: string;
                /** @description `next` of the page before, for the same list, filters and order. */
                readonly cursor?: string;
                /** @description Rising when left out. */
                readonly direction?: "rising" | "falling";
                /** @description The time of the credit behind it is up within so many working days. */
                readonly dueWithin?: number;
                /** @description The first day of introduction. */
                readonly introducedFrom?: string;
                /** @description The last day of introduction. */
                readonly introducedTo?: string;
                /** @description Items a page. */
                readonly limit?: number;
                /** @description Introduced at least so many working days ago. */
                readonly minWorkingDays?: number;
                /** @description Whether it waits for money. Files that were paid in part wait too: the boards count them as waiting. */
                readonly pending?: boolean;
                /** @description Of one pool; over all pools when left out. */
                readonly pool?: string;
                readonly province?: string;
                /** @description A part of the id, in any spelling; its beginning where neither a pool nor `pending=true` is given. */
                readonly search?: string;
                readonly sector?: string;
                /** @description By id when left out. `deadline`: the least time left first, then the longest wait. */
                readonly sort?: "facilityId" | "introducedOn" | "amount" | "pending" | "deadline";
                readonly statuses?: string;
                /** @description Jalali year. */
                readonly year?: number;
            };
            readonly header?: {
                /** @description The `ETag` of an earlier answer: 304 without a body when it would be the same again. */
                readonly "If-None-Match"?: string;
                /** @description `respond-async` (RFC 7240): the file is made in the background, and the request is answered with 202 at once. The address in `Location` tells the progress and the address of the file. JSON is answered as without it. */
                readonly Prefer?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer, and up to where it shows the log. */
            readonly 200: {
                headers: {
                    /** @description Names this answer. */
                    readonly etag?: string;
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AllFacilitiesPage"];
                    readonly "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    readonly "text/csv": string;
                };
            };
            /** @description Accepted; nothing is written yet. */
            readonly 202: {
                headers: {
                    /** @description The address of the export and its progress. */
                    readonly location?: string;
                    readonly "preference-applied"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Export"];
                };
            };
            /** @description The answer is the one that is named in `If-None-Match`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly accounts_factorRules: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FactorRules"];
                };
            };
        };
    };
    readonly accounts_requireFactor: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly role: "admin" | "labour" | "economic-deputy" | "inspector" | "agency" | "bank" | "governor" | "system";
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["FactorRuleDto"];
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FactorRules"];
                };
            };
        };
    };
    readonly freshness_freshness: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Freshness"];
                };
            };
        };
    };
    readonly history_history: {
        readonly parameters: {
            readonly query?: {
                /** @description The principal who acted. */
                readonly actor?: string;
                /** @description Only events after this position of the log; in falling order only those before it. */
                readonly after?: number | string;
                readonly agency?: string;
                /** @description Answer only when at least this position of the log is shown (`position` of the answer of a command); waits for it a few seconds, then answers 503. */
                readonly atLeast?: number | string;
                readonly bank?: string;
                /** @description `next` of the page before, for the same list, filters and order. */
                readonly cursor?: string;
                readonly facility?: string;
                /** @description Items a page. */
                readonly limit?: number;
                /** @description Rising, in order of the log, when left out. */
                readonly order?: "rising" | "falling";
                readonly pool?: string;
                /** @description The first day on which they were recorded, in Tehran. */
                readonly recordedFrom?: string;
                /** @description The last day on which they were recorded, in Tehran. */
                readonly recordedTo?: string;
                /** @description A stream of the log. */
                readonly stream?: string;
                /** @description Only events of this type. */
                readonly type?: string;
                /** @description A verifier of jobs: the rounds that somebody else recorded for them. */
                readonly verifier?: string;
            };
            readonly header?: {
                /** @description The `ETag` of an earlier answer: 304 without a body when it would be the same again. */
                readonly "If-None-Match"?: string;
                /** @description `respond-async` (RFC 7240): the file is made in the background, and the request is answered with 202 at once. The address in `Location` tells the progress and the address of the file. JSON is answered as without it. */
                readonly Prefer?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer, and up to where it shows the log. */
            readonly 200: {
                headers: {
                    /** @description Names this answer. */
                    readonly etag?: string;
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["HistoryPage"];
                    readonly "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    readonly "text/csv": string;
                };
            };
            /** @description Accepted; nothing is written yet. */
            readonly 202: {
                headers: {
                    /** @description The address of the export and its progress. */
                    readonly location?: string;
                    readonly "preference-applied"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Export"];
                };
            };
            /** @description The answer is the one that is named in `If-None-Match`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly importQuestions_imports: {
        readonly parameters: {
            readonly query?: {
                /** @description Answer only when at least this position of the log is shown (`position` of the answer of a command); waits for it a few seconds, then answers 503. */
                readonly atLeast?: number | string;
                /** @description `next` of the page before, for the same list, filters and order. */
                readonly cursor?: string;
                readonly kind?: "organisations" | "commitments" | "allocations" | "introductions" | "declines" | "payments" | "reversals" | "jobs" | "verifications" | "job-endings";
                /** @description Items a page. */
                readonly limit?: number;
                /** @description `accepted`: rows are being applied. */
                readonly status?: "accepted" | "completed";
            };
            readonly header?: {
                /** @description The `ETag` of an earlier answer: 304 without a body when it would be the same again. */
                readonly "If-None-Match"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer, and up to where it shows the log. */
            readonly 200: {
                headers: {
                    /** @description Names this answer. */
                    readonly etag?: string;
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ImportPage"];
                };
            };
            /** @description The answer is the one that is named in `If-None-Match`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly importQuestions_import: {
        readonly parameters: {
            readonly query?: {
                /** @description Answer only when at least this position of the log is shown (`position` of the answer of a command); waits for it a few seconds, then answers 503. */
                readonly atLeast?: number | string;
            };
            readonly header?: {
                /** @description The `ETag` of an earlier answer: 304 without a body when it would be the same again. */
                readonly "If-None-Match"?: string;
            };
            readonly path: {
                readonly importId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer, and up to where it shows the log. */
            readonly 200: {
                headers: {
                    /** @description Names this answer. */
                    readonly etag?: string;
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Import"];
                };
            };
            /** @description The answer is the one that is named in `If-None-Match`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly "importCommands_import[0]": {
        readonly parameters: {
            readonly query?: {
                /** @description Only say what would become of the file. Nothing of it is recorded, but that it was checked. */
                readonly dryRun?: boolean;
                /** @description What the file is called; a file sent as part of a form brings its name. */
                readonly name?: string;
                /** @description Leave bad rows out instead of refusing the file for them. */
                readonly partial?: boolean;
            };
            readonly header?: {
                /** @description `respond-async` (RFC 7240): an accepted file is answered with 202 at once and applied in the background; the address in `Location` tells the progress. A file is checked against the result of the files before it, so the answer waits until those are applied. */
                readonly Prefer?: string;
            };
            readonly path: {
                readonly kind: "organisations" | "commitments" | "allocations" | "introductions" | "declines" | "payments" | "reversals" | "jobs" | "verifications" | "job-endings";
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/octet-stream": string;
                readonly "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                readonly "multipart/form-data": string;
                readonly "text/csv": string;
            };
        };
        readonly responses: {
            /** @description The result; with `Accept: application/x-ndjson` lines of progress before it. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Imported"];
                    readonly "application/x-ndjson": string;
                };
            };
            /** @description Accepted; no row is applied yet. */
            readonly 202: {
                headers: {
                    /** @description The address of the import and its progress. */
                    readonly location?: string;
                    readonly "preference-applied"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Imported"];
                };
            };
        };
    };
    readonly templates_template: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly kind: "organisations" | "commitments" | "allocations" | "introductions" | "declines" | "payments" | "reversals" | "jobs" | "verifications" | "job-endings";
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The file. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    readonly "text/csv": string;
                };
            };
        };
    };
    readonly jobQuestions_jobs: {
        readonly parameters: {
            readonly query?: {
                readonly agency?: string;
                /** @description Answer only when at least this position of the log is shown (`position` of the answer of a command); waits for it a few seconds, then answers 503. */
                readonly atLeast?: number | string;
                /** @description Whether fulfilment counts it: everything but rejected and voided jobs. */
                readonly counted?: boolean;
                readonly county?: string;
                /** @description `next` of the page before, for the same list, filters and order. */
                readonly cursor?: string;
                /** @description Rising when left out. */
                readonly direction?: "rising" | "falling";
                /** @description Running jobs whose next round it is. */
                readonly dueRound?: number;
                readonly gender?: "female" | "male";
                /** @description Items a page. */
                readonly limit?: number;
                readonly province?: string;
                /** @description The first day of registration. */
                readonly registeredFrom?: string;
                /** @description The last day of registration. */
                readonly registeredTo?: string;
                /** @description Rejected jobs: the first day of rejection. */
                readonly rejectedFrom?: string;
                /** @description Rejected jobs: the last day of rejection. */
                readonly rejectedTo?: string;
                readonly sector?: string;
                /** @description By id when left out; ties by province, year and id. */
                readonly sort?: "jobId" | "registeredOn";
                readonly status?: "registered" | "verified-1" | "verified-2" | "verified-3" | "rejected" | "ended" | "voided";
                readonly statuses?: string;
                /** @description Jalali year whose commitment the job counts for. */
                readonly year?: number;
            };
            readonly header?: {
                /** @description The `ETag` of an earlier answer: 304 without a body when it would be the same again. */
                readonly "If-None-Match"?: string;
                /** @description `respond-async` (RFC 7240): the file is made in the background, and the request is answered with 202 at once. The address in `Location` tells the progress and the address of the file. JSON is answered as without it. */
                readonly Prefer?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer, and up to where it shows the log. */
            readonly 200: {
                headers: {
                    /** @description Names this answer. */
                    readonly etag?: string;
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["JobPage"];
                    readonly "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    readonly "text/csv": string;
                };
            };
            /** @description Accepted; nothing is written yet. */
            readonly 202: {
                headers: {
                    /** @description The address of the export and its progress. */
                    readonly location?: string;
                    readonly "preference-applied"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Export"];
                };
            };
            /** @description The answer is the one that is named in `If-None-Match`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly jobCommands_register: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A text of at most 200 characters that the client makes for one act and for no other. The same request again with the same key has one effect and is answered as the first time, with `repeated`. `events` may then be empty: they are given again for the newest 500 commands, at least, to the same pool, plan, register, calendar, job, principal or webhook. A key belongs to its sender. Used again for another act on the same of these it is refused as `command_id_reused`; used at the address of another one it is not recognised, and is the key of another act. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RegisterJobDto"];
            };
        };
        readonly responses: {
            /** @description Recorded, or on record already. */
            readonly 200: {
                headers: {
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedDto"];
                };
            };
        };
    };
    readonly jobQuestions_job: {
        readonly parameters: {
            readonly query?: {
                /** @description Answer only when at least this position of the log is shown (`position` of the answer of a command); waits for it a few seconds, then answers 503. */
                readonly atLeast?: number | string;
            };
            readonly header?: {
                /** @description The `ETag` of an earlier answer: 304 without a body when it would be the same again. */
                readonly "If-None-Match"?: string;
            };
            readonly path: {
                readonly jobId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer, and up to where it shows the log. */
            readonly 200: {
                headers: {
                    /** @description Names this answer. */
                    readonly etag?: string;
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The answer is the one that is named in `If-None-Match`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly jobCommands_end: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A text of at most 200 characters that the client makes for one act and for no other. The same request again with the same key has one effect and is answered as the first time, with `repeated`. `events` may then be empty: they are given again for the newest 500 commands, at least, to the same pool, plan, register, calendar, job, principal or webhook. A key belongs to its sender. Used again for another act on the same of these it is refused as `command_id_reused`; used at the address of another one it is not recognised, and is the key of another act. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly jobId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["EndJobDto"];
            };
        };
        readonly responses: {
            /** @description Recorded, or on record already. */
            readonly 200: {
                headers: {
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedDto"];
                };
            };
        };
    };
    readonly jobCommands_reject: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A text of at most 200 characters that the client makes for one act and for no other. The same request again with the same key has one effect and is answered as the first time, with `repeated`. `events` may then be empty: they are given again for the newest 500 commands, at least, to the same pool, plan, register, calendar, job, principal or webhook. A key belongs to its sender. Used again for another act on the same of these it is refused as `command_id_reused`; used at the address of another one it is not recognised, and is the key of another act. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly jobId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RejectJobDto"];
            };
        };
        readonly responses: {
            /** @description Recorded, or on record already. */
            readonly 200: {
                headers: {
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedDto"];
                };
            };
        };
    };
    readonly jobCommands_verify: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A text of at most 200 characters that the client makes for one act and for no other. The same request again with the same key has one effect and is answered as the first time, with `repeated`. `events` may then be empty: they are given again for the newest 500 commands, at least, to the same pool, plan, register, calendar, job, principal or webhook. A key belongs to its sender. Used again for another act on the same of these it is refused as `command_id_reused`; used at the address of another one it is not recognised, and is the key of another act. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly jobId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["VerifyJobDto"];
            };
        };
        readonly responses: {
            /** @description Recorded, or on record already. */
            readonly 200: {
                headers: {
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedDto"];
                };
            };
        };
    };
    readonly jobCommands_void: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A text of at most 200 characters that the client makes for one act and for no other. The same request again with the same key has one effect and is answered as the first time, with `repeated`. `events` may then be empty: they are given again for the newest 500 commands, at least, to the same pool, plan, register, calendar, job, principal or webhook. A key belongs to its sender. Used again for another act on the same of these it is refused as `command_id_reused`; used at the address of another one it is not recognised, and is the key of another act. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly jobId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["VoidRegistrationDto"];
            };
        };
        readonly responses: {
            /** @description Recorded, or on record already. */
            readonly 200: {
                headers: {
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedDto"];
                };
            };
        };
    };
    readonly live_follow: {
        readonly parameters: {
            readonly query?: {
                /** @description Begin with what changed after this position of the log. */
                readonly after?: number | string;
            };
            readonly header?: {
                /** @description As `after`, and counts before it; sent by clients by themselves when they come back. */
                readonly "Last-Event-ID"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Events until the client goes away, its token is revoked or the server stops. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/event-stream": string;
                };
            };
        };
    };
    readonly principalQuestions_me: {
        readonly parameters: {
            readonly query?: {
                /** @description Answer only when at least this position of the log is shown (`position` of the answer of a command); waits for it a few seconds, then answers 503. */
                readonly atLeast?: number | string;
            };
            readonly header?: {
                /** @description The `ETag` of an earlier answer: 304 without a body when it would be the same again. */
                readonly "If-None-Match"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer, and up to where it shows the log. */
            readonly 200: {
                headers: {
                    /** @description Names this answer. */
                    readonly etag?: string;
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Me"];
                };
            };
            /** @description The answer is the one that is named in `If-None-Match`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly notifications_feed: {
        readonly parameters: {
            readonly query?: {
                /** @description The agency; an officer’s own when left out. */
                readonly agency?: string;
                /** @description Answer only when at least this position of the log is shown (`position` of the answer of a command); waits for it a few seconds, then answers 503. */
                readonly atLeast?: number | string;
                /** @description The bank; an officer’s own when left out. */
                readonly bank?: string;
                /** @description `next` of the page before, for the same list, filters and order. */
                readonly cursor?: string;
                /** @description Only this kind. */
                readonly kind?: "lot-deadline-near" | "bank-deadline-near" | "review-proposes" | "credit-reallocated" | "reallocation-reversed" | "job-rejected" | "payment-contested" | "webhook-suspended";
                /** @description Items a page. */
                readonly limit?: number;
                /** @description The province whose register knows the organisation. An officer’s own when left out; an asker who acts for no organisation has to give it. */
                readonly province?: string;
            };
            readonly header?: {
                /** @description The `ETag` of an earlier answer: 304 without a body when it would be the same again. */
                readonly "If-None-Match"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer, and up to where it shows the log. */
            readonly 200: {
                headers: {
                    /** @description Names this answer. */
                    readonly etag?: string;
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NotificationPage"];
                };
            };
            /** @description The answer is the one that is named in `If-None-Match`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly notifications_unread: {
        readonly parameters: {
            readonly query: {
                /** @description Position of the newest notification that has been read; 0 for none. */
                readonly after: number | string;
                /** @description The agency; an officer’s own when left out. */
                readonly agency?: string;
                /** @description Answer only when at least this position of the log is shown (`position` of the answer of a command); waits for it a few seconds, then answers 503. */
                readonly atLeast?: number | string;
                /** @description The bank; an officer’s own when left out. */
                readonly bank?: string;
                /** @description The province whose register knows the organisation. An officer’s own when left out; an asker who acts for no organisation has to give it. */
                readonly province?: string;
            };
            readonly header?: {
                /** @description The `ETag` of an earlier answer: 304 without a body when it would be the same again. */
                readonly "If-None-Match"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer, and up to where it shows the log. */
            readonly 200: {
                headers: {
                    /** @description Names this answer. */
                    readonly etag?: string;
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Unread"];
                };
            };
            /** @description The answer is the one that is named in `If-None-Match`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly operations_backup: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The copy. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/vnd.sqlite3": string;
                };
            };
        };
    };
    readonly schedulerJobs_list: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The `ETag` of an earlier answer: 304 without a body when it would be the same again. */
                readonly "If-None-Match"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer, and up to where it shows the log. */
            readonly 200: {
                headers: {
                    /** @description Names this answer. */
                    readonly etag?: string;
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Jobs"];
                };
            };
            /** @description The answer is the one that is named in `If-None-Match`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly schedulerJobs_discard: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
                readonly kind: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Answer"];
                };
            };
        };
    };
    readonly schedulerJobs_retry: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
                readonly kind: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Answer"];
                };
            };
        };
    };
    readonly schedulerJobs_forget: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly kind: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Answer"];
                };
            };
        };
    };
    readonly operations_projections: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The `ETag` of an earlier answer: 304 without a body when it would be the same again. */
                readonly "If-None-Match"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer, and up to where it shows the log. */
            readonly 200: {
                headers: {
                    /** @description Names this answer. */
                    readonly etag?: string;
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Projections"];
                };
            };
            /** @description The answer is the one that is named in `If-None-Match`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly operations_rebuild: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly name: "register" | "access" | "credit-board" | "commitment-board" | "bank-board" | "reviews" | "facilities" | "jobs" | "imports" | "history" | "notifications";
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The result; with `Accept: application/x-ndjson` lines of progress before it. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RebuiltReadModels"];
                    readonly "application/x-ndjson": string;
                };
            };
        };
    };
    readonly operations_verify: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The result; with `Accept: application/x-ndjson` lines of progress before it. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Verification"];
                    readonly "application/x-ndjson": string;
                };
            };
        };
    };
    readonly paymentQuestions_payments: {
        readonly parameters: {
            readonly query?: {
                readonly agency?: string;
                /** @description Verdicts as of the beginning of a day (today when left out). */
                readonly asOf?: string;
                /** @description Answer only when at least this position of the log is shown (`position` of the answer of a command); waits for it a few seconds, then answers 503. */
                readonly atLeast?: number | string;
                readonly bank?: string;
                /** @description Whether the credit behind it had been moved. */
                readonly contested?: boolean;
                /** @description Only with a pool. */
                readonly county?: string;
                /** @description `next` of the page before, for the same list, filters and order. */
                readonly cursor?: string;
                /** @description Rising when left out. */
                readonly direction?: "rising" | "falling";
                readonly facility?: string;
                /** @description Items a page. */
                readonly limit?: number;
                /** @description The first day of payment. */
                readonly paidFrom?: string;
                /** @description The last day of payment. */
                readonly paidTo?: string;
                /** @description Of one pool; over all pools when left out. */
                readonly pool?: string;
                readonly province?: string;
                /** @description Paid by the deadline, recorded only after it. Only with a pool. */
                readonly reportedAfterDeadline?: boolean;
                /** @description The first day on which payments were recorded. */
                readonly reportedFrom?: string;
                /** @description The last day on which payments were recorded. */
                readonly reportedTo?: string;
                /** @description Whether it came back or was recorded in error. */
                readonly reversed?: boolean;
                /** @description By the day of payment when left out. */
                readonly sort?: "paidOn" | "reportedOn" | "amount";
                /** @description Against the deadline of the agency's verdict. Only with a pool. */
                readonly timing?: "in-time" | "late" | "not-counted" | "no-deadline";
                /** @description Jalali year. */
                readonly year?: number;
            };
            readonly header?: {
                /** @description The `ETag` of an earlier answer: 304 without a body when it would be the same again. */
                readonly "If-None-Match"?: string;
                /** @description `respond-async` (RFC 7240): the file is made in the background, and the request is answered with 202 at once. The address in `Location` tells the progress and the address of the file. JSON is answered as without it. */
                readonly Prefer?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer, and up to where it shows the log. */
            readonly 200: {
                headers: {
                    /** @description Names this answer. */
                    readonly etag?: string;
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PaymentPage"];
                    readonly "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    readonly "text/csv": string;
                };
            };
            /** @description Accepted; nothing is written yet. */
            readonly 202: {
                headers: {
                    /** @description The address of the export and its progress. */
                    readonly location?: string;
                    readonly "preference-applied"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Export"];
                };
            };
            /** @description The answer is the one that is named in `If-None-Match`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly poolQuestions_pools: {
        readonly parameters: {
            readonly query?: {
                /** @description As of the beginning of a day (today when left out), which may lie ahead. */
                readonly asOf?: string;
                /** @description Answer only when at least this position of the log is shown (`position` of the answer of a command); waits for it a few seconds, then answers 503. */
                readonly atLeast?: number | string;
                /** @description `next` of the page before, for the same list, filters and order. */
                readonly cursor?: string;
                /** @description Items a page. */
                readonly limit?: number;
                readonly province?: string;
                /** @description Jalali year. */
                readonly year?: number;
            };
            readonly header?: {
                /** @description The `ETag` of an earlier answer: 304 without a body when it would be the same again. */
                readonly "If-None-Match"?: string;
                /** @description `respond-async` (RFC 7240): the file is made in the background, and the request is answered with 202 at once. The address in `Location` tells the progress and the address of the file. JSON is answered as without it. */
                readonly Prefer?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer, and up to where it shows the log. */
            readonly 200: {
                headers: {
                    /** @description Names this answer. */
                    readonly etag?: string;
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PoolPage"];
                    readonly "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    readonly "text/csv": string;
                };
            };
            /** @description Accepted; nothing is written yet. */
            readonly 202: {
                headers: {
                    /** @description The address of the export and its progress. */
                    readonly location?: string;
                    readonly "preference-applied"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Export"];
                };
            };
            /** @description The answer is the one that is named in `If-None-Match`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly poolQuestions_board: {
        readonly parameters: {
            readonly query?: {
                /** @description As of the beginning of a day (today when left out), which may lie ahead. */
                readonly asOf?: string;
                /** @description Answer only when at least this position of the log is shown (`position` of the answer of a command); waits for it a few seconds, then answers 503. */
                readonly atLeast?: number | string;
            };
            readonly header?: {
                /** @description The `ETag` of an earlier answer: 304 without a body when it would be the same again. */
                readonly "If-None-Match"?: string;
                /** @description `respond-async` (RFC 7240): the file is made in the background, and the request is answered with 202 at once. The address in `Location` tells the progress and the address of the file. JSON is answered as without it. */
                readonly Prefer?: string;
            };
            readonly path: {
                readonly pool: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer, and up to where it shows the log. */
            readonly 200: {
                headers: {
                    /** @description Names this answer. */
                    readonly etag?: string;
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PoolBoard"];
                    readonly "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    readonly "text/csv": string;
                };
            };
            /** @description Accepted; nothing is written yet. */
            readonly 202: {
                headers: {
                    /** @description The address of the export and its progress. */
                    readonly location?: string;
                    readonly "preference-applied"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Export"];
                };
            };
            /** @description The answer is the one that is named in `If-None-Match`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly poolQuestions_allocations: {
        readonly parameters: {
            readonly query?: {
                readonly agency?: string;
                /** @description As of the beginning of a day (today when left out), which may lie ahead. */
                readonly asOf?: string;
                /** @description Answer only when at least this position of the log is shown (`position` of the answer of a command); waits for it a few seconds, then answers 503. */
                readonly atLeast?: number | string;
                /** @description `next` of the page before, for the same list, filters and order. */
                readonly cursor?: string;
                /** @description Items a page. */
                readonly limit?: number;
            };
            readonly header?: {
                /** @description The `ETag` of an earlier answer: 304 without a body when it would be the same again. */
                readonly "If-None-Match"?: string;
            };
            readonly path: {
                readonly pool: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer, and up to where it shows the log. */
            readonly 200: {
                headers: {
                    /** @description Names this answer. */
                    readonly etag?: string;
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["LotPage"];
                };
            };
            /** @description The answer is the one that is named in `If-None-Match`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly poolCommands_allocate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A text of at most 200 characters that the client makes for one act and for no other. The same request again with the same key has one effect and is answered as the first time, with `repeated`. `events` may then be empty: they are given again for the newest 500 commands, at least, to the same pool, plan, register, calendar, job, principal or webhook. A key belongs to its sender. Used again for another act on the same of these it is refused as `command_id_reused`; used at the address of another one it is not recognised, and is the key of another act. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly pool: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AllocateCreditDto"];
            };
        };
        readonly responses: {
            /** @description Recorded, or on record already. */
            readonly 200: {
                headers: {
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedDto"];
                };
            };
        };
    };
    readonly poolCommands_correctAllocation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A text of at most 200 characters that the client makes for one act and for no other. The same request again with the same key has one effect and is answered as the first time, with `repeated`. `events` may then be empty: they are given again for the newest 500 commands, at least, to the same pool, plan, register, calendar, job, principal or webhook. A key belongs to its sender. Used again for another act on the same of these it is refused as `command_id_reused`; used at the address of another one it is not recognised, and is the key of another act. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly allocationId: string;
                readonly pool: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CorrectAmountDto"];
            };
        };
        readonly responses: {
            /** @description Recorded, or on record already. */
            readonly 200: {
                headers: {
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedDto"];
                };
            };
        };
    };
    readonly poolQuestions_banksOfPool: {
        readonly parameters: {
            readonly query?: {
                /** @description As of the beginning of a day (today when left out), which may lie ahead. */
                readonly asOf?: string;
                /** @description Answer only when at least this position of the log is shown (`position` of the answer of a command); waits for it a few seconds, then answers 503. */
                readonly atLeast?: number | string;
            };
            readonly header?: {
                /** @description The `ETag` of an earlier answer: 304 without a body when it would be the same again. */
                readonly "If-None-Match"?: string;
                /** @description `respond-async` (RFC 7240): the file is made in the background, and the request is answered with 202 at once. The address in `Location` tells the progress and the address of the file. JSON is answered as without it. */
                readonly Prefer?: string;
            };
            readonly path: {
                readonly pool: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer, and up to where it shows the log. */
            readonly 200: {
                headers: {
                    /** @description Names this answer. */
                    readonly etag?: string;
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BankBoard"];
                    readonly "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    readonly "text/csv": string;
                };
            };
            /** @description Accepted; nothing is written yet. */
            readonly 202: {
                headers: {
                    /** @description The address of the export and its progress. */
                    readonly location?: string;
                    readonly "preference-applied"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Export"];
                };
            };
            /** @description The answer is the one that is named in `If-None-Match`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly facilityQuestions_facilities: {
        readonly parameters: {
            readonly query?: {
                readonly agency?: string;
                /** @description Answer only when at least this position of the log is shown (`position` of the answer of a command); waits for it a few seconds, then answers 503. */
                readonly atLeast?: number | string;
                readonly bank?: string;
                readonly county?: string;
                /** @description `next` of the page before, for the same list, filters and order. */
                readonly cursor?: string;
                /** @description Rising when left out. */
                readonly direction?: "rising" | "falling";
                /** @description The first day of introduction. */
                readonly introducedFrom?: string;
                /** @description The last day of introduction. */
                readonly introducedTo?: string;
                /** @description Items a page. */
                readonly limit?: number;
                readonly sector?: string;
                /** @description By id when left out; ties by id. */
                readonly sort?: "facilityId" | "introducedOn" | "amount" | "pending" | "daysWaiting";
                readonly status?: "waiting" | "paid-in-part" | "paid" | "declined" | "withdrawn" | "closed";
            };
            readonly header?: {
                /** @description The `ETag` of an earlier answer: 304 without a body when it would be the same again. */
                readonly "If-None-Match"?: string;
                /** @description `respond-async` (RFC 7240): the file is made in the background, and the request is answered with 202 at once. The address in `Location` tells the progress and the address of the file. JSON is answered as without it. */
                readonly Prefer?: string;
            };
            readonly path: {
                readonly pool: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer, and up to where it shows the log. */
            readonly 200: {
                headers: {
                    /** @description Names this answer. */
                    readonly etag?: string;
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FacilityPage"];
                    readonly "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    readonly "text/csv": string;
                };
            };
            /** @description Accepted; nothing is written yet. */
            readonly 202: {
                headers: {
                    /** @description The address of the export and its progress. */
                    readonly location?: string;
                    readonly "preference-applied"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Export"];
                };
            };
            /** @description The answer is the one that is named in `If-None-Match`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly facilityCommands_introduce: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A text of at most 200 characters that the client makes for one act and for no other. The same request again with the same key has one effect and is answered as the first time, with `repeated`. `events` may then be empty: they are given again for the newest 500 commands, at least, to the same pool, plan, register, calendar, job, principal or webhook. A key belongs to its sender. Used again for another act on the same of these it is refused as `command_id_reused`; used at the address of another one it is not recognised, and is the key of another act. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly pool: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["IntroduceFacilityDto"];
            };
        };
        readonly responses: {
            /** @description Recorded, or on record already. */
            readonly 200: {
                headers: {
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedDto"];
                };
            };
        };
    };
    readonly facilityQuestions_facility: {
        readonly parameters: {
            readonly query?: {
                /** @description Answer only when at least this position of the log is shown (`position` of the answer of a command); waits for it a few seconds, then answers 503. */
                readonly atLeast?: number | string;
            };
            readonly header?: {
                /** @description The `ETag` of an earlier answer: 304 without a body when it would be the same again. */
                readonly "If-None-Match"?: string;
            };
            readonly path: {
                readonly facilityId: string;
                readonly pool: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer, and up to where it shows the log. */
            readonly 200: {
                headers: {
                    /** @description Names this answer. */
                    readonly etag?: string;
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Facility"];
                };
            };
            /** @description The answer is the one that is named in `If-None-Match`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly facilityCommands_close: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A text of at most 200 characters that the client makes for one act and for no other. The same request again with the same key has one effect and is answered as the first time, with `repeated`. `events` may then be empty: they are given again for the newest 500 commands, at least, to the same pool, plan, register, calendar, job, principal or webhook. A key belongs to its sender. Used again for another act on the same of these it is refused as `command_id_reused`; used at the address of another one it is not recognised, and is the key of another act. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly facilityId: string;
                readonly pool: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CloseFacilityDto"];
            };
        };
        readonly responses: {
            /** @description Recorded, or on record already. */
            readonly 200: {
                headers: {
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedDto"];
                };
            };
        };
    };
    readonly facilityCommands_correctIntroduction: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A text of at most 200 characters that the client makes for one act and for no other. The same request again with the same key has one effect and is answered as the first time, with `repeated`. `events` may then be empty: they are given again for the newest 500 commands, at least, to the same pool, plan, register, calendar, job, principal or webhook. A key belongs to its sender. Used again for another act on the same of these it is refused as `command_id_reused`; used at the address of another one it is not recognised, and is the key of another act. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly facilityId: string;
                readonly pool: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CorrectAmountDto"];
            };
        };
        readonly responses: {
            /** @description Recorded, or on record already. */
            readonly 200: {
                headers: {
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedDto"];
                };
            };
        };
    };
    readonly facilityCommands_decline: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A text of at most 200 characters that the client makes for one act and for no other. The same request again with the same key has one effect and is answered as the first time, with `repeated`. `events` may then be empty: they are given again for the newest 500 commands, at least, to the same pool, plan, register, calendar, job, principal or webhook. A key belongs to its sender. Used again for another act on the same of these it is refused as `command_id_reused`; used at the address of another one it is not recognised, and is the key of another act. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly facilityId: string;
                readonly pool: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["DeclineFacilityDto"];
            };
        };
        readonly responses: {
            /** @description Recorded, or on record already. */
            readonly 200: {
                headers: {
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedDto"];
                };
            };
        };
    };
    readonly facilityCommands_pay: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A text of at most 200 characters that the client makes for one act and for no other. The same request again with the same key has one effect and is answered as the first time, with `repeated`. `events` may then be empty: they are given again for the newest 500 commands, at least, to the same pool, plan, register, calendar, job, principal or webhook. A key belongs to its sender. Used again for another act on the same of these it is refused as `command_id_reused`; used at the address of another one it is not recognised, and is the key of another act. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly facilityId: string;
                readonly pool: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PayFacilityDto"];
            };
        };
        readonly responses: {
            /** @description Recorded, or on record already. */
            readonly 200: {
                headers: {
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedDto"];
                };
            };
        };
    };
    readonly facilityCommands_reversePayment: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A text of at most 200 characters that the client makes for one act and for no other. The same request again with the same key has one effect and is answered as the first time, with `repeated`. `events` may then be empty: they are given again for the newest 500 commands, at least, to the same pool, plan, register, calendar, job, principal or webhook. A key belongs to its sender. Used again for another act on the same of these it is refused as `command_id_reused`; used at the address of another one it is not recognised, and is the key of another act. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly bankReference: string;
                readonly facilityId: string;
                readonly pool: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ReversePaymentDto"];
            };
        };
        readonly responses: {
            /** @description Recorded, or on record already. */
            readonly 200: {
                headers: {
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedDto"];
                };
            };
        };
    };
    readonly facilityCommands_withdraw: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A text of at most 200 characters that the client makes for one act and for no other. The same request again with the same key has one effect and is answered as the first time, with `repeated`. `events` may then be empty: they are given again for the newest 500 commands, at least, to the same pool, plan, register, calendar, job, principal or webhook. A key belongs to its sender. Used again for another act on the same of these it is refused as `command_id_reused`; used at the address of another one it is not recognised, and is the key of another act. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly facilityId: string;
                readonly pool: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["WithdrawFacilityDto"];
            };
        };
        readonly responses: {
            /** @description Recorded, or on record already. */
            readonly 200: {
                headers: {
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedDto"];
                };
            };
        };
    };
    readonly poolCommands_adoptPolicy: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A text of at most 200 characters that the client makes for one act and for no other. The same request again with the same key has one effect and is answered as the first time, with `repeated`. `events` may then be empty: they are given again for the newest 500 commands, at least, to the same pool, plan, register, calendar, job, principal or webhook. A key belongs to its sender. Used again for another act on the same of these it is refused as `command_id_reused`; used at the address of another one it is not recognised, and is the key of another act. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly pool: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AdoptPolicyDto"];
            };
        };
        readonly responses: {
            /** @description Recorded, or on record already. */
            readonly 200: {
                headers: {
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedDto"];
                };
            };
        };
    };
    readonly reviewQuestions_reviews: {
        readonly parameters: {
            readonly query?: {
                /** @description Answer only when at least this position of the log is shown (`position` of the answer of a command); waits for it a few seconds, then answers 503. */
                readonly atLeast?: number | string;
                /** @description `next` of the page before, for the same list, filters and order. */
                readonly cursor?: string;
                /** @description Items a page. */
                readonly limit?: number;
                /** @description Only those that ended so. */
                readonly status?: "open" | "superseded" | "approved" | "dismissed";
            };
            readonly header?: {
                /** @description The `ETag` of an earlier answer: 304 without a body when it would be the same again. */
                readonly "If-None-Match"?: string;
            };
            readonly path: {
                readonly pool: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer, and up to where it shows the log. */
            readonly 200: {
                headers: {
                    /** @description Names this answer. */
                    readonly etag?: string;
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReviewPage"];
                };
            };
            /** @description The answer is the one that is named in `If-None-Match`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly reviewCommands_requestReview: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A text of at most 200 characters that the client makes for one act and for no other. The same request again with the same key has one effect and is answered as the first time, with `repeated`. `events` may then be empty: they are given again for the newest 500 commands, at least, to the same pool, plan, register, calendar, job, principal or webhook. A key belongs to its sender. Used again for another act on the same of these it is refused as `command_id_reused`; used at the address of another one it is not recognised, and is the key of another act. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly pool: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RequestReviewDto"];
            };
        };
        readonly responses: {
            /** @description Recorded, or on record already. */
            readonly 200: {
                headers: {
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedDto"];
                };
            };
        };
    };
    readonly reviewQuestions_review: {
        readonly parameters: {
            readonly query?: {
                /** @description Answer only when at least this position of the log is shown (`position` of the answer of a command); waits for it a few seconds, then answers 503. */
                readonly atLeast?: number | string;
            };
            readonly header?: {
                /** @description The `ETag` of an earlier answer: 304 without a body when it would be the same again. */
                readonly "If-None-Match"?: string;
            };
            readonly path: {
                readonly pool: string;
                readonly reviewId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer, and up to where it shows the log. */
            readonly 200: {
                headers: {
                    /** @description Names this answer. */
                    readonly etag?: string;
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Review"];
                };
            };
            /** @description The answer is the one that is named in `If-None-Match`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly reviewCommands_approve: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A text of at most 200 characters that the client makes for one act and for no other. The same request again with the same key has one effect and is answered as the first time, with `repeated`. `events` may then be empty: they are given again for the newest 500 commands, at least, to the same pool, plan, register, calendar, job, principal or webhook. A key belongs to its sender. Used again for another act on the same of these it is refused as `command_id_reused`; used at the address of another one it is not recognised, and is the key of another act. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly pool: string;
                readonly reviewId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["DecideReviewDto"];
            };
        };
        readonly responses: {
            /** @description Recorded, or on record already. */
            readonly 200: {
                headers: {
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedDto"];
                };
            };
        };
    };
    readonly reviewCommands_dismiss: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A text of at most 200 characters that the client makes for one act and for no other. The same request again with the same key has one effect and is answered as the first time, with `repeated`. `events` may then be empty: they are given again for the newest 500 commands, at least, to the same pool, plan, register, calendar, job, principal or webhook. A key belongs to its sender. Used again for another act on the same of these it is refused as `command_id_reused`; used at the address of another one it is not recognised, and is the key of another act. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly pool: string;
                readonly reviewId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["DecideReviewDto"];
            };
        };
        readonly responses: {
            /** @description Recorded, or on record already. */
            readonly 200: {
                headers: {
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedDto"];
                };
            };
        };
    };
    readonly reviewCommands_reverse: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A text of at most 200 characters that the client makes for one act and for no other. The same request again with the same key has one effect and is answered as the first time, with `repeated`. `events` may then be empty: they are given again for the newest 500 commands, at least, to the same pool, plan, register, calendar, job, principal or webhook. A key belongs to its sender. Used again for another act on the same of these it is refused as `command_id_reused`; used at the address of another one it is not recognised, and is the key of another act. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly pool: string;
                readonly reviewId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ReverseReallocationDto"];
            };
        };
        readonly responses: {
            /** @description Recorded, or on record already. */
            readonly 200: {
                headers: {
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedDto"];
                };
            };
        };
    };
    readonly reviewQuestions_standing: {
        readonly parameters: {
            readonly query?: {
                /** @description Answer only when at least this position of the log is shown (`position` of the answer of a command); waits for it a few seconds, then answers 503. */
                readonly atLeast?: number | string;
            };
            readonly header?: {
                /** @description The `ETag` of an earlier answer: 304 without a body when it would be the same again. */
                readonly "If-None-Match"?: string;
            };
            readonly path: {
                readonly pool: string;
                readonly reviewId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer, and up to where it shows the log. */
            readonly 200: {
                headers: {
                    /** @description Names this answer. */
                    readonly etag?: string;
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReviewStanding"];
                };
            };
            /** @description The answer is the one that is named in `If-None-Match`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly poolQuestions_simulation: {
        readonly parameters: {
            readonly query?: {
                /** @description As of the beginning of a day (today when left out), which may lie ahead. */
                readonly asOf?: string;
                /** @description Answer only when at least this position of the log is shown (`position` of the answer of a command); waits for it a few seconds, then answers 503. */
                readonly atLeast?: number | string;
                /** @description Clock of every lot: working days. */
                readonly days?: number;
                /** @description Whether exactly the threshold passes. */
                readonly exactThresholdPasses?: boolean;
                /** @description With `until`: working days that every lot has at least (20 when left out). */
                readonly graceWorkingDays?: number;
                /** @description Whether introductions that were recorded only after a deadline count at it. */
                readonly lateReportsOfIntroductions?: "count" | "ignore";
                /** @description Working days after a deadline that banks have to report before transfers can be approved. */
                readonly reportingWorkingDays?: number;
                /** @description Whether credit behind applicants who wait at a bank stays. */
                readonly ringFence?: boolean;
                readonly split?: "unmet-demand" | "performance-weighted";
                /** @description Absorption to reach, in percent. */
                readonly threshold?: number;
                /** @description Clock of every lot: a fixed day. Not together with `days`. */
                readonly until?: string;
            };
            readonly header?: {
                /** @description The `ETag` of an earlier answer: 304 without a body when it would be the same again. */
                readonly "If-None-Match"?: string;
            };
            readonly path: {
                readonly pool: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer, and up to where it shows the log. */
            readonly 200: {
                headers: {
                    /** @description Names this answer. */
                    readonly etag?: string;
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Simulation"];
                };
            };
            /** @description The answer is the one that is named in `If-None-Match`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly principalQuestions_principals: {
        readonly parameters: {
            readonly query?: {
                /** @description Answer only when at least this position of the log is shown (`position` of the answer of a command); waits for it a few seconds, then answers 503. */
                readonly atLeast?: number | string;
                /** @description `next` of the page before, for the same list, filters and order. */
                readonly cursor?: string;
                /** @description Items a page. */
                readonly limit?: number;
            };
            readonly header?: {
                /** @description The `ETag` of an earlier answer: 304 without a body when it would be the same again. */
                readonly "If-None-Match"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer, and up to where it shows the log. */
            readonly 200: {
                headers: {
                    /** @description Names this answer. */
                    readonly etag?: string;
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PrincipalPage"];
                };
            };
            /** @description The answer is the one that is named in `If-None-Match`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly principalCommands_add: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A text of at most 200 characters that the client makes for one act and for no other. The same request again with the same key has one effect and is answered as the first time, with `repeated`. `events` may then be empty: they are given again for the newest 500 commands, at least, to the same pool, plan, register, calendar, job, principal or webhook. A key belongs to its sender. Used again for another act on the same of these it is refused as `command_id_reused`; used at the address of another one it is not recognised, and is the key of another act. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AddPrincipalDto"];
            };
        };
        readonly responses: {
            /** @description Recorded, or on record already. */
            readonly 200: {
                headers: {
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedDto"];
                };
            };
        };
    };
    readonly principalQuestions_principal: {
        readonly parameters: {
            readonly query?: {
                /** @description Answer only when at least this position of the log is shown (`position` of the answer of a command); waits for it a few seconds, then answers 503. */
                readonly atLeast?: number | string;
            };
            readonly header?: {
                /** @description The `ETag` of an earlier answer: 304 without a body when it would be the same again. */
                readonly "If-None-Match"?: string;
            };
            readonly path: {
                readonly principalId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer, and up to where it shows the log. */
            readonly 200: {
                headers: {
                    /** @description Names this answer. */
                    readonly etag?: string;
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Principal"];
                };
            };
            /** @description The answer is the one that is named in `If-None-Match`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly principalCommands_linkIdentity: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A text of at most 200 characters that the client makes for one act and for no other. The same request again with the same key has one effect and is answered as the first time, with `repeated`. `events` may then be empty: they are given again for the newest 500 commands, at least, to the same pool, plan, register, calendar, job, principal or webhook. A key belongs to its sender. Used again for another act on the same of these it is refused as `command_id_reused`; used at the address of another one it is not recognised, and is the key of another act. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly principalId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["LinkIdentityDto"];
            };
        };
        readonly responses: {
            /** @description Recorded, or on record already. */
            readonly 200: {
                headers: {
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedDto"];
                };
            };
        };
    };
    readonly principalCommands_unlinkIdentity: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A text of at most 200 characters that the client makes for one act and for no other. The same request again with the same key has one effect and is answered as the first time, with `repeated`. `events` may then be empty: they are given again for the newest 500 commands, at least, to the same pool, plan, register, calendar, job, principal or webhook. A key belongs to its sender. Used again for another act on the same of these it is refused as `command_id_reused`; used at the address of another one it is not recognised, and is the key of another act. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly principalId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["UnlinkIdentityDto"];
            };
        };
        readonly responses: {
            /** @description Recorded, or on record already. */
            readonly 200: {
                headers: {
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedDto"];
                };
            };
        };
    };
    readonly principalCommands_grant: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A text of at most 200 characters that the client makes for one act and for no other. The same request again with the same key has one effect and is answered as the first time, with `repeated`. `events` may then be empty: they are given again for the newest 500 commands, at least, to the same pool, plan, register, calendar, job, principal or webhook. A key belongs to its sender. Used again for another act on the same of these it is refused as `command_id_reused`; used at the address of another one it is not recognised, and is the key of another act. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly principalId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["GrantRoleDto"];
            };
        };
        readonly responses: {
            /** @description Recorded, or on record already. */
            readonly 200: {
                headers: {
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedDto"];
                };
            };
        };
    };
    readonly principalCommands_confirmRole: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A text of at most 200 characters that the client makes for one act and for no other. The same request again with the same key has one effect and is answered as the first time, with `repeated`. `events` may then be empty: they are given again for the newest 500 commands, at least, to the same pool, plan, register, calendar, job, principal or webhook. A key belongs to its sender. Used again for another act on the same of these it is refused as `command_id_reused`; used at the address of another one it is not recognised, and is the key of another act. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly principalId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ConfirmRoleDto"];
            };
        };
        readonly responses: {
            /** @description Recorded, or on record already. */
            readonly 200: {
                headers: {
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedDto"];
                };
            };
        };
    };
    readonly principalCommands_revokeRole: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A text of at most 200 characters that the client makes for one act and for no other. The same request again with the same key has one effect and is answered as the first time, with `repeated`. `events` may then be empty: they are given again for the newest 500 commands, at least, to the same pool, plan, register, calendar, job, principal or webhook. A key belongs to its sender. Used again for another act on the same of these it is refused as `command_id_reused`; used at the address of another one it is not recognised, and is the key of another act. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly principalId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RevokeRoleDto"];
            };
        };
        readonly responses: {
            /** @description Recorded, or on record already. */
            readonly 200: {
                headers: {
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedDto"];
                };
            };
        };
    };
    readonly principalCommands_issueToken: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A text of at most 200 characters that the client makes for one act and for no other. The same request again with the same key has one effect and is answered as the first time, with `repeated`. `events` may then be empty: they are given again for the newest 500 commands, at least, to the same pool, plan, register, calendar, job, principal or webhook. A key belongs to its sender. Used again for another act on the same of these it is refused as `command_id_reused`; used at the address of another one it is not recognised, and is the key of another act. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly principalId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["IssueTokenDto"];
            };
        };
        readonly responses: {
            /**
             * @description Recorded, or on record already.
             *
             *     Issued, or on record already: then the code is not shown again.
             */
            readonly 200: {
                headers: {
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["IssuedTokenDto"];
                };
            };
        };
    };
    readonly principalCommands_revokeToken: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A text of at most 200 characters that the client makes for one act and for no other. The same request again with the same key has one effect and is answered as the first time, with `repeated`. `events` may then be empty: they are given again for the newest 500 commands, at least, to the same pool, plan, register, calendar, job, principal or webhook. A key belongs to its sender. Used again for another act on the same of these it is refused as `command_id_reused`; used at the address of another one it is not recognised, and is the key of another act. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly principalId: string;
                readonly tokenId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RevokeTokenDto"];
            };
        };
        readonly responses: {
            /** @description Recorded, or on record already. */
            readonly 200: {
                headers: {
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedDto"];
                };
            };
        };
    };
    readonly registerQuestions_provinces: {
        readonly parameters: {
            readonly query?: {
                /** @description Answer only when at least this position of the log is shown (`position` of the answer of a command); waits for it a few seconds, then answers 503. */
                readonly atLeast?: number | string;
                /** @description `next` of the page before, for the same list, filters and order. */
                readonly cursor?: string;
                /** @description Items a page. */
                readonly limit?: number;
            };
            readonly header?: {
                /** @description The `ETag` of an earlier answer: 304 without a body when it would be the same again. */
                readonly "If-None-Match"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer, and up to where it shows the log. */
            readonly 200: {
                headers: {
                    /** @description Names this answer. */
                    readonly etag?: string;
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ProvincePage"];
                };
            };
            /** @description The answer is the one that is named in `If-None-Match`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly registerQuestions_calendar: {
        readonly parameters: {
            readonly query?: {
                /** @description Answer only when at least this position of the log is shown (`position` of the answer of a command); waits for it a few seconds, then answers 503. */
                readonly atLeast?: number | string;
            };
            readonly header?: {
                /** @description The `ETag` of an earlier answer: 304 without a body when it would be the same again. */
                readonly "If-None-Match"?: string;
            };
            readonly path: {
                readonly province: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer, and up to where it shows the log. */
            readonly 200: {
                headers: {
                    /** @description Names this answer. */
                    readonly etag?: string;
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Calendar"];
                };
            };
            /** @description The answer is the one that is named in `If-None-Match`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly calendarCommands_declareClosure: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A text of at most 200 characters that the client makes for one act and for no other. The same request again with the same key has one effect and is answered as the first time, with `repeated`. `events` may then be empty: they are given again for the newest 500 commands, at least, to the same pool, plan, register, calendar, job, principal or webhook. A key belongs to its sender. Used again for another act on the same of these it is refused as `command_id_reused`; used at the address of another one it is not recognised, and is the key of another act. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly province: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["DeclareClosureDto"];
            };
        };
        readonly responses: {
            /** @description Recorded, or on record already. */
            readonly 200: {
                headers: {
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedDto"];
                };
            };
        };
    };
    readonly calendarCommands_cancelHoliday: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A text of at most 200 characters that the client makes for one act and for no other. The same request again with the same key has one effect and is answered as the first time, with `repeated`. `events` may then be empty: they are given again for the newest 500 commands, at least, to the same pool, plan, register, calendar, job, principal or webhook. A key belongs to its sender. Used again for another act on the same of these it is refused as `command_id_reused`; used at the address of another one it is not recognised, and is the key of another act. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly province: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CancelHolidayDto"];
            };
        };
        readonly responses: {
            /** @description Recorded, or on record already. */
            readonly 200: {
                headers: {
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedDto"];
                };
            };
        };
    };
    readonly registerQuestions_holidays: {
        readonly parameters: {
            readonly query: {
                /** @description Answer only when at least this position of the log is shown (`position` of the answer of a command); waits for it a few seconds, then answers 503. */
                readonly atLeast?: number | string;
                readonly year: number;
            };
            readonly header?: {
                /** @description The `ETag` of an earlier answer: 304 without a body when it would be the same again. */
                readonly "If-None-Match"?: string;
            };
            readonly path: {
                readonly province: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer, and up to where it shows the log. */
            readonly 200: {
                headers: {
                    /** @description Names this answer. */
                    readonly etag?: string;
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Holidays"];
                };
            };
            /** @description The answer is the one that is named in `If-None-Match`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly calendarCommands_startLunarMonth: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A text of at most 200 characters that the client makes for one act and for no other. The same request again with the same key has one effect and is answered as the first time, with `repeated`. `events` may then be empty: they are given again for the newest 500 commands, at least, to the same pool, plan, register, calendar, job, principal or webhook. A key belongs to its sender. Used again for another act on the same of these it is refused as `command_id_reused`; used at the address of another one it is not recognised, and is the key of another act. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly province: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["StartLunarMonthDto"];
            };
        };
        readonly responses: {
            /** @description Recorded, or on record already. */
            readonly 200: {
                headers: {
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedDto"];
                };
            };
        };
    };
    readonly calendarCommands_adoptWeekProfile: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A text of at most 200 characters that the client makes for one act and for no other. The same request again with the same key has one effect and is answered as the first time, with `repeated`. `events` may then be empty: they are given again for the newest 500 commands, at least, to the same pool, plan, register, calendar, job, principal or webhook. A key belongs to its sender. Used again for another act on the same of these it is refused as `command_id_reused`; used at the address of another one it is not recognised, and is the key of another act. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly province: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AdoptWeekProfileDto"];
            };
        };
        readonly responses: {
            /** @description Recorded, or on record already. */
            readonly 200: {
                headers: {
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedDto"];
                };
            };
        };
    };
    readonly registerQuestions_workingDays: {
        readonly parameters: {
            readonly query: {
                /** @description Answer only when at least this position of the log is shown (`position` of the answer of a command); waits for it a few seconds, then answers 503. */
                readonly atLeast?: number | string;
                /** @description Working days. */
                readonly days: number;
                /** @description Day of the notification; day 1 is the day after. */
                readonly notified: string;
            };
            readonly header?: {
                /** @description The `ETag` of an earlier answer: 304 without a body when it would be the same again. */
                readonly "If-None-Match"?: string;
            };
            readonly path: {
                readonly province: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer, and up to where it shows the log. */
            readonly 200: {
                headers: {
                    /** @description Names this answer. */
                    readonly etag?: string;
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkingDays"];
                };
            };
            /** @description The answer is the one that is named in `If-None-Match`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly registerQuestions_organisations: {
        readonly parameters: {
            readonly query?: {
                /** @description Only who is active on that day; names are those of that day. */
                readonly activeOn?: string;
                /** @description Answer only when at least this position of the log is shown (`position` of the answer of a command); waits for it a few seconds, then answers 503. */
                readonly atLeast?: number | string;
                /** @description `next` of the page before, for the same list, filters and order. */
                readonly cursor?: string;
                readonly kind?: "agency" | "bank" | "sector" | "county";
                /** @description Items a page. */
                readonly limit?: number;
                /** @description Only whose id or any name holds this, however it is spelt (ye, kaf, digits, ZWNJ). */
                readonly search?: string;
            };
            readonly header?: {
                /** @description The `ETag` of an earlier answer: 304 without a body when it would be the same again. */
                readonly "If-None-Match"?: string;
            };
            readonly path: {
                readonly province: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer, and up to where it shows the log. */
            readonly 200: {
                headers: {
                    /** @description Names this answer. */
                    readonly etag?: string;
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OrganisationPage"];
                };
            };
            /** @description The answer is the one that is named in `If-None-Match`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly registerCommands_register: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A text of at most 200 characters that the client makes for one act and for no other. The same request again with the same key has one effect and is answered as the first time, with `repeated`. `events` may then be empty: they are given again for the newest 500 commands, at least, to the same pool, plan, register, calendar, job, principal or webhook. A key belongs to its sender. Used again for another act on the same of these it is refused as `command_id_reused`; used at the address of another one it is not recognised, and is the key of another act. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly province: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RegisterOrganisationDto"];
            };
        };
        readonly responses: {
            /** @description Recorded, or on record already. */
            readonly 200: {
                headers: {
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedDto"];
                };
            };
        };
    };
    readonly registerCommands_rename: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A text of at most 200 characters that the client makes for one act and for no other. The same request again with the same key has one effect and is answered as the first time, with `repeated`. `events` may then be empty: they are given again for the newest 500 commands, at least, to the same pool, plan, register, calendar, job, principal or webhook. A key belongs to its sender. Used again for another act on the same of these it is refused as `command_id_reused`; used at the address of another one it is not recognised, and is the key of another act. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
                readonly kind: "agency" | "bank" | "sector" | "county";
                readonly province: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RenameOrganisationDto"];
            };
        };
        readonly responses: {
            /** @description Recorded, or on record already. */
            readonly 200: {
                headers: {
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedDto"];
                };
            };
        };
    };
    readonly registerCommands_retire: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A text of at most 200 characters that the client makes for one act and for no other. The same request again with the same key has one effect and is answered as the first time, with `repeated`. `events` may then be empty: they are given again for the newest 500 commands, at least, to the same pool, plan, register, calendar, job, principal or webhook. A key belongs to its sender. Used again for another act on the same of these it is refused as `command_id_reused`; used at the address of another one it is not recognised, and is the key of another act. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
                readonly kind: "agency" | "bank" | "sector" | "county";
                readonly province: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RetireOrganisationDto"];
            };
        };
        readonly responses: {
            /** @description Recorded, or on record already. */
            readonly 200: {
                headers: {
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedDto"];
                };
            };
        };
    };
    readonly planQuestions_board: {
        readonly parameters: {
            readonly query?: {
                /** @description Answer only when at least this position of the log is shown (`position` of the answer of a command); waits for it a few seconds, then answers 503. */
                readonly atLeast?: number | string;
                /** @description The version that it is measured against. */
                readonly version?: string;
            };
            readonly header?: {
                /** @description The `ETag` of an earlier answer: 304 without a body when it would be the same again. */
                readonly "If-None-Match"?: string;
                /** @description `respond-async` (RFC 7240): the file is made in the background, and the request is answered with 202 at once. The address in `Location` tells the progress and the address of the file. JSON is answered as without it. */
                readonly Prefer?: string;
            };
            readonly path: {
                readonly province: string;
                readonly year: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer, and up to where it shows the log. */
            readonly 200: {
                headers: {
                    /** @description Names this answer. */
                    readonly etag?: string;
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommitmentBoard"];
                    readonly "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    readonly "text/csv": string;
                };
            };
            /** @description Accepted; nothing is written yet. */
            readonly 202: {
                headers: {
                    /** @description The address of the export and its progress. */
                    readonly location?: string;
                    readonly "preference-applied"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Export"];
                };
            };
            /** @description The answer is the one that is named in `If-None-Match`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly planQuestions_cells: {
        readonly parameters: {
            readonly query?: {
                readonly agency?: string;
                /** @description Answer only when at least this position of the log is shown (`position` of the answer of a command); waits for it a few seconds, then answers 503. */
                readonly atLeast?: number | string;
                readonly county?: string;
                /** @description `next` of the page before, for the same list, filters and order. */
                readonly cursor?: string;
                /** @description Items a page. */
                readonly limit?: number;
                /** @description Jalali month of registration. Commitments have none and are shown all the same. */
                readonly month?: string;
                readonly sector?: string;
                /** @description The version that it is measured against. */
                readonly version?: string;
            };
            readonly header?: {
                /** @description The `ETag` of an earlier answer: 304 without a body when it would be the same again. */
                readonly "If-None-Match"?: string;
            };
            readonly path: {
                readonly province: string;
                readonly year: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer, and up to where it shows the log. */
            readonly 200: {
                headers: {
                    /** @description Names this answer. */
                    readonly etag?: string;
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommitmentCellPage"];
                };
            };
            /** @description The answer is the one that is named in `If-None-Match`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly commitmentCommands_assign: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A text of at most 200 characters that the client makes for one act and for no other. The same request again with the same key has one effect and is answered as the first time, with `repeated`. `events` may then be empty: they are given again for the newest 500 commands, at least, to the same pool, plan, register, calendar, job, principal or webhook. A key belongs to its sender. Used again for another act on the same of these it is refused as `command_id_reused`; used at the address of another one it is not recognised, and is the key of another act. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly province: string;
                readonly year: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AssignCommitmentDto"];
            };
        };
        readonly responses: {
            /** @description Recorded, or on record already. */
            readonly 200: {
                headers: {
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedDto"];
                };
            };
        };
    };
    readonly commitmentCommands_revise: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A text of at most 200 characters that the client makes for one act and for no other. The same request again with the same key has one effect and is answered as the first time, with `repeated`. `events` may then be empty: they are given again for the newest 500 commands, at least, to the same pool, plan, register, calendar, job, principal or webhook. A key belongs to its sender. Used again for another act on the same of these it is refused as `command_id_reused`; used at the address of another one it is not recognised, and is the key of another act. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly province: string;
                readonly year: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ReviseCommitmentDto"];
            };
        };
        readonly responses: {
            /** @description Recorded, or on record already. */
            readonly 200: {
                headers: {
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedDto"];
                };
            };
        };
    };
    readonly commitmentCommands_withdraw: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A text of at most 200 characters that the client makes for one act and for no other. The same request again with the same key has one effect and is answered as the first time, with `repeated`. `events` may then be empty: they are given again for the newest 500 commands, at least, to the same pool, plan, register, calendar, job, principal or webhook. A key belongs to its sender. Used again for another act on the same of these it is refused as `command_id_reused`; used at the address of another one it is not recognised, and is the key of another act. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly province: string;
                readonly year: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["WithdrawCommitmentDto"];
            };
        };
        readonly responses: {
            /** @description Recorded, or on record already. */
            readonly 200: {
                headers: {
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedDto"];
                };
            };
        };
    };
    readonly planQuestions_course: {
        readonly parameters: {
            readonly query?: {
                readonly agency?: string;
                /** @description Answer only when at least this position of the log is shown (`position` of the answer of a command); waits for it a few seconds, then answers 503. */
                readonly atLeast?: number | string;
                readonly county?: string;
                readonly sector?: string;
                /** @description The version that it is measured against. */
                readonly version?: string;
            };
            readonly header?: {
                /** @description The `ETag` of an earlier answer: 304 without a body when it would be the same again. */
                readonly "If-None-Match"?: string;
            };
            readonly path: {
                readonly province: string;
                readonly year: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer, and up to where it shows the log. */
            readonly 200: {
                headers: {
                    /** @description Names this answer. */
                    readonly etag?: string;
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Course"];
                };
            };
            /** @description The answer is the one that is named in `If-None-Match`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly reviewInbox_inbox: {
        readonly parameters: {
            readonly query?: {
                /** @description Only those with a transfer from or to this agency. */
                readonly agency?: string;
                /** @description Answer only when at least this position of the log is shown (`position` of the answer of a command); waits for it a few seconds, then answers 503. */
                readonly atLeast?: number | string;
                /** @description `next` of the page before, for the same list, filters and order. */
                readonly cursor?: string;
                /** @description The first day on which they were approved or dismissed. */
                readonly decidedFrom?: string;
                /** @description The last day on which they were approved or dismissed. */
                readonly decidedTo?: string;
                /** @description Items a page. */
                readonly limit?: number;
                readonly pool?: string;
                readonly province?: string;
                /** @description Whether a dry run of the approval of each open review is wanted. */
                readonly standing?: boolean;
                /** @description Only those that stand so. `approved` are those that were reversed too. */
                readonly status?: "open" | "superseded" | "approved" | "dismissed" | "reversed";
                /** @description Jalali year. */
                readonly year?: number;
            };
            readonly header?: {
                /** @description The `ETag` of an earlier answer: 304 without a body when it would be the same again. */
                readonly "If-None-Match"?: string;
                /** @description `respond-async` (RFC 7240): the file is made in the background, and the request is answered with 202 at once. The address in `Location` tells the progress and the address of the file. JSON is answered as without it. */
                readonly Prefer?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer, and up to where it shows the log. */
            readonly 200: {
                headers: {
                    /** @description Names this answer. */
                    readonly etag?: string;
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReviewInbox"];
                    readonly "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    readonly "text/csv": string;
                };
            };
            /** @description Accepted; nothing is written yet. */
            readonly 202: {
                headers: {
                    /** @description The address of the export and its progress. */
                    readonly location?: string;
                    readonly "preference-applied"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Export"];
                };
            };
            /** @description The answer is the one that is named in `If-None-Match`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly session_show: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    readonly session_begin: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SignInDto"];
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    readonly session_end: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["EndedSession"];
                };
            };
        };
    };
    readonly session_confirm: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ConfirmationDto"];
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Confirmation"];
                };
            };
        };
    };
    readonly provider_beginConfirmation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ErrandDto"];
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ProviderAddress"];
                };
            };
        };
    };
    readonly session_ownDoor: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the page before. */
                readonly before?: number;
                /** @description Items a page. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DoorList"];
                };
            };
        };
    };
    readonly factor_begin: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["BeginFactorDto"];
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NewFactor"];
                };
            };
        };
    };
    readonly factor_remove: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    readonly factor_confirm: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["FactorCodeDto"];
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    readonly session_choose: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["OfficeDto"];
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    readonly session_changePassword: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewPasswordDto"];
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    readonly provider_begin: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ErrandDto"];
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ProviderAddress"];
                };
            };
        };
    };
    readonly provider_comeBack: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ReturnDto"];
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Returned"];
                };
            };
        };
    };
    readonly provider_ways: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Ways"];
                };
            };
        };
    };
    readonly sessions_list: {
        readonly parameters: {
            readonly query?: {
                /** @description Only for an admin: the sessions of this account. */
                readonly account?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SessionList"];
                };
            };
        };
    };
    readonly sessions_end: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly sessionId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["EndedSession"];
                };
            };
        };
    };
    readonly codes_redeem: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RedeemCodeDto"];
            };
        };
        readonly responses: {
            /** @description The token, shown this once. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RedeemedCodeDto"];
                };
            };
        };
    };
    readonly webhooks_list: {
        readonly parameters: {
            readonly query?: {
                /** @description The agency; an officer’s own when left out. */
                readonly agency?: string;
                /** @description Answer only when at least this position of the log is shown (`position` of the answer of a command); waits for it a few seconds, then answers 503. */
                readonly atLeast?: number | string;
                /** @description The bank; an officer’s own when left out. */
                readonly bank?: string;
                /** @description `next` of the page before, for the same list, filters and order. */
                readonly cursor?: string;
                /** @description Items a page. */
                readonly limit?: number;
                /** @description Only of this province. Needed with an agency or a bank if the asker acts for no organisation. */
                readonly province?: string;
            };
            readonly header?: {
                /** @description The `ETag` of an earlier answer: 304 without a body when it would be the same again. */
                readonly "If-None-Match"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer, and up to where it shows the log. */
            readonly 200: {
                headers: {
                    /** @description Names this answer. */
                    readonly etag?: string;
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhookPage"];
                };
            };
            /** @description The answer is the one that is named in `If-None-Match`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly webhooks_register: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A text of at most 200 characters that the client makes for one act and for no other. The same request again with the same key has one effect and is answered as the first time, with `repeated`. `events` may then be empty: they are given again for the newest 500 commands, at least, to the same pool, plan, register, calendar, job, principal or webhook. A key belongs to its sender. Used again for another act on the same of these it is refused as `command_id_reused`; used at the address of another one it is not recognised, and is the key of another act. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RegisterWebhookDto"];
            };
        };
        readonly responses: {
            /** @description Recorded, or on record already. */
            readonly 200: {
                headers: {
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedDto"];
                };
            };
        };
    };
    readonly webhooks_remove: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A text of at most 200 characters that the client makes for one act and for no other. The same request again with the same key has one effect and is answered as the first time, with `repeated`. `events` may then be empty: they are given again for the newest 500 commands, at least, to the same pool, plan, register, calendar, job, principal or webhook. A key belongs to its sender. Used again for another act on the same of these it is refused as `command_id_reused`; used at the address of another one it is not recognised, and is the key of another act. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly webhookId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["WebhookReasonDto"];
            };
        };
        readonly responses: {
            /** @description Recorded, or on record already. */
            readonly 200: {
                headers: {
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedDto"];
                };
            };
        };
    };
    readonly webhooks_resume: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A text of at most 200 characters that the client makes for one act and for no other. The same request again with the same key has one effect and is answered as the first time, with `repeated`. `events` may then be empty: they are given again for the newest 500 commands, at least, to the same pool, plan, register, calendar, job, principal or webhook. A key belongs to its sender. Used again for another act on the same of these it is refused as `command_id_reused`; used at the address of another one it is not recognised, and is the key of another act. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly webhookId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["WebhookReasonDto"];
            };
        };
        readonly responses: {
            /** @description Recorded, or on record already. */
            readonly 200: {
                headers: {
                    /** @description Position of the log that the answer shows, or that the command reached; to officers of organisations a token that stands for it, another one in each answer. */
                    readonly "misaq-position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedDto"];
                };
            };
        };
    };
}
