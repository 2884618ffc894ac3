//! Words that are no verbs, in classes; `_` joins the words of a set phrase.

use super::class::Class;

pub(super) const NOUNS: &[(Class, &str)] = &[
    // Words that build sentences.
    (
        Class::DETERMINER,
        "a an the this these those his her its their our my your another each any some no every such",
    ),
    (
        Class::PREPOSITION,
        "of in on at by with from for into onto over under about against through during via within between towards per like \
         than across due_to because_of instead_of as_to around among behind beyond near toward since",
    ),
    (Class::BY, "by"),
    (Class::AS, "as"),
    (Class::LOW, "below down_to gone back_under back_below"),
    (Class::ABOUT, "about for of against regarding"),
    (
        Class::PLACE,
        "on in via through during into onto over within like than as since",
    ),
    (
        Class::ADVERB,
        "now also just soon already finally eventually too there",
    ),
    (
        Class::BE,
        "is are was were be been being am gets got get getting that's they're we're i'm becomes became become becoming stays stay stayed \
         remains remained remain looks look looked seems seem seemed appears appeared appear there's it's",
    ),
    (Class::GET, "get gets got getting"),
    (Class::ONCALL, "on-call oncall on-caller oncaller primary eoc"),
    (Class::HAVE, "has have having i've we've they've"),
    (Class::HAD, "had"),
    (Class::DO, "do does did"),
    (Class::CAN, "can could able cannot can't couldn't unable"),
    (Class::MAY, "would might may should must ought"),
    (
        Class::WILL,
        "will shall we'll i'll it'll they'll going_to is_to are_to was_to were_to",
    ),
    (Class::TO, "to"),
    (
        Class::NOT,
        "not no never nothing nobody none neither nor without couldn't can't hardly barely unable nowhere no_one yet_to few cannot zero",
    ),
    (Class::AND, "and but then so or & plus"),
    (
        Class::UNREAL,
        "if unless until till once whether why how in_case so_that in_order lest to_see would_have could_have",
    ),
    (
        Class::BESIDE,
        "because since as after before when while although though whereas despite where whose who which what upon prior_to given whom",
    ),
    (Class::THAT, "that"),
    (Class::US, "we i us me ourselves"),
    (Class::AGAIN, "again anew once_more as_before"),
    (
        Class::STILL,
        "still persist persists persisted persisting continues_to continue_to remains remain continue",
    ),
    (
        Class::PART,
        "some most many several half part partial partially partly gradually gradual slowly intermittently temporarily limited reduced except \
         mostly somewhat usable better read-only nearly almost few backlog residual slow slowness remaining percent % majority third thirds second subset slight slightly small subset",
    ),
    (
        Class::FULL,
        "all everything everyone everybody every each everywhere fully full complete completely entirely totally entire both for_good worldwide nobody 100% 100",
    ),
    (
        Class::FIRST,
        "first_failed first_failing first_failure first_failures first_error first_errors first initial onset beginning start begin begins starts",
    ),
    // How much of what stands before them: `error rates`.
    (
        Class::AMOUNT,
        "rate rates ratio percentage level levels volume volumes count counts",
    ),
    (Class::LEVEL, "severity priority"),
    (
        Class::RETURNED,
        "back_above back_below back_under back_within back_inside back_down_to",
    ),
    (Class::HOME, "back"),
    (Class::ISSUED, "out live"),
    (Class::END, "end ends ended conclusion"),
    (Class::FINISH, "done"),
    (
        Class::LATER,
        "todo to-do to_do tbd next_steps follow-up follow_up followup follow-ups to_the_backlog in_the_backlog later",
    ),
    // Those who act.
    (
        Class::PEOPLE,
        "user users customer customers client clients student students reader readers viewer viewers player players visitor visitors merchant merchants \
         owner owners tenant tenants subscriber subscribers passenger passengers people nobody someone somebody person persons instructor instructors teacher teachers \
         professor prof faculty staff nurse nurses doctor doctors patient patients farmer farmers researcher researchers reporter contributor contributors member members \
         packager packagers tester testers downstream partner partners municipality branch branches ward wards department departments \
         employee employees parent parents caller callers ta tas gsi gsis community seller sellers buyer buyers shopper shoppers journalist journalists \
         helpdesk outsider hunter volunteer volunteers attendee attendees guest guests resident residents citizen citizens driver drivers courier couriers \
         folks help_desk service_desk consumer consumers teller tellers listener listeners stores support account_manager account_managers maintainer maintainers sales organization organisation organizations creator creators",
    ),
    (
        Class::TEAM,
        "team teams eoc imoc cmoc engineer engineers engineering on-call oncall oncaller on-caller admin admins administrator administrators sysadmin sysadmins dba dbas sre sres \
         developer developers dev devs devops operator operators operations ops netops colleague colleagues technician technicians specialist specialists expert experts \
         secops cto vp ceo coo manager managers director architect librarian intern qa responder responders primary secondary crew \
         analyst analysts programmer noc soc founder founders webmaster csirt wg working_group forecaster maintainers maintainer volunteer ic someone group staff author authors",
    ),
    (
        Class::PROVIDER,
        "provider providers provider's vendor vendors vendor's supplier aws amazon google azure microsoft gcp cloudflare github gitlab fastly akamai heroku digitalocean hetzner ovh linode \
         godaddy netlify vercel oracle hoster isp carrier registrar upstream cdn transit hosting third-party datacenter data_center data_centre colo cloud hotline \
         sponsor foundation manufacturer linkedin okta twilio stripe hosting_company hosting_provider payment_company power_company telephone_company remote_hands authority authorities police regulator cert host",
    ),
    (
        Class::MACHINE,
        "automated_check monitor monitors monitoring bell bells alert alerts alerting alarm alarms probe probes pager pagerduty opsgenie datadog nagios zabbix grafana prometheus sentry pingdom \
         newrelic new_relic cloudwatch icinga watchdog canary detector health_check health_checks healthcheck healthchecks siem wazuh synthetic synthetics slo \
         uptime_robot telemetry alertmanager statuscake uptimerobot smoke_test kuma heartbeat buildbot automated_system error_budget smoke_tests monitoring_tool monitoring_tools monitoring_system monitoring_systems monitoring_service monitoring_software alerting_system bgpmon dashboard dashboards dynatrace splunk honeycomb checkly borgmon munin checkmk netdata prtg sensu solarwinds thousandeyes \
         victorops site24x7 librato instana signalfx crashlytics bugsnag rollbar logicmonitor updown appdynamics uptime_checker error_tracker",
    ),
    // What they act on.
    (
        Class::PUBLIC,
        "rest_of_the_company whole_company entire_company company-wide all_employees all_staff management leadership executives execs board status_page statuspage status-page banner twitter tweet tweets toot mastodon facebook mailing_list newsletter blog blog_post forum forums announcement \
         announcements advisory press public notice statement communication communications communicated status_update status_updates public_update stakeholders stakeholder \
         internal_announcement all-staff exec_update social_media announce@ update_shared update_posted update_sent updates_sent disclosure customer-facing incident_report login_page download_page everyone website_banner",
    ),
    (
        Class::TROUBLE,
        "outage outages incident incidents issue issues problem problems error errors failure failures bug bugs fault faults degradation impact downtime disruption \
         crash crashes timeout timeouts time-out time-outs breach compromise vulnerability attack spike spikes exception exceptions anomaly anomalies symptom symptoms \
         latency error_rate error_rates failure_rate first_failed first_failing first_failure first_failures first_error first_errors lag interruption 500s 502s 503s 504s 401s 404s rebuffering 5xx regression breakdown servfail skew degraded_performance matter sev1 sev2 sev-1 sev-2 loss errored event trouble",
    ),
    (
        Class::SERVICE,
        "site sites website websites service services system systems server servers app apps application applications api apis traffic cluster clusters database databases db portal shop \
         checkout store hub queue queues network web login logins gateway gateways dns page pages functionality operation operations component components platform \
         connectivity access production region regions charts launches requests request everything payments payment endpoint endpoints sessions connections uploads wiki \
         tracker mail streams builds jobs throughput success basket baskets functions function processing all things availability performance users homes names response responses e-books tree trees lobbies builders nightlies webhook webhooks notifications downloads transactions orders feeds deliveries invoices bookings",
    ),
    (
        Class::CAUSE,
        "root_cause root_causes cause culprit reason smoking_gun entry_point explanation",
    ),
    (
        Class::TICKET,
        "bug_report bug_reports github_issue github_issues gitlab_issue gh_issue question questions ticket tickets case cases request requests complaint complaints report reports message messages call calls p1 post screenshot mail email emails mails issue email_from",
    ),
    (
        Class::REVIEW,
        "rca write-up writeup postmortem review post-mortem post_mortem postmortems retro retrospective incident_review blameless_review action_item action_items lessons lessons_learned rfo bounty post-incident_review",
    ),
    (
        Class::REMEDY,
        "repair repairs script scripts fix fixes patch hotfix hot-fix workaround rollback roll-back revert reverts deployment deploy deploys restart reboot failover migration release upgrade downgrade mitigation \
         change changes rollout cleanup purge backfill restore reset flush pr remediation replay attempt test tests build update version solution scaling cut-over switchover switch-over redeploy rate_limit rate_limits rate_limiting",
    ),
    (
        Class::CHECK,
        "investigation investigations analysis triage debugging troubleshooting diagnosis audit tcpdump git_bisect forensics inspection focus attention test tests load_test dig strace traceroute digging investigating bisecting",
    ),
    (
        Class::GUESS,
        "theory theories hypothesis hunch guess suspicion assumption assumptions possible_cause possible_explanation possibly probably perhaps maybe likely probable potential potentially looks_like looked_like looks_as \
         apparently presumably smells suspicion_that looks_as_if seems_likely it_seems might_be could_be could_this_be could_it_be might_this_be can_it_be is_it_possible may_be first_idea possibility wonders",
    ),
    // How many of them, and no thing of its own: the team reports.
    (Class::NUMBER, "member_of members_of one_of"),
    (Class::HELP, "help assistance expertise remote_hands"),
    // Nouns after which little follows: news of something else.
    (
        Class::VAGUE,
        "time hour hours exam book talk film news game lunch storm door doors window shift backup backups day night week sprint freeze sale meeting cron import weather work_resumes work_resumed shift_handover shift_change handover backup's conference autoscaler autoscaling scheduler kubelet culler",
    ),
    (
        Class::RIGHT,
        "receipt page alarm alert report issue problem bug incident ticket outage latency error errors failure failures timeouts symptom symptoms degradation slowness",
    ),
    // States.
    (
        Class::DOWN,
        "down unavailable unreachable offline inaccessible unresponsive broken dead stuck gone dark read-only hung unusable out_of_memory out_of_disk crash_loop \
         failing degraded missing overloaded saturated corrupted corrupt not_responding non-functional oom oomkilled hard_down locked_out crashing crashed crashlooping inoperable inoperative rejected dropped slow sluggish delayed late timing_out \
         returning_errors timing_out interrupted disrupted impaired flaky wedged jammed frozen choking swamped maxed_out unstable exhausted blocked_up",
    ),
    (
        Class::UP,
        "up read-write online reachable accessible available operational functional responsive writable working works up_and_running served live serving readable usable possible loading back",
    ),
    (
        Class::FINE,
        "fine healthy ok okay normal clean green sane correct correctly well 200_ok smoothly normally good as_usual above_slo within_slo as_expected at_baseline baseline usual nominal harmless innocent stable",
    ),
    // How it is, and not that it was otherwise before.
    (
        Class::FULL,
        "all_green all_good all_healthy all_fine all_ok all_well",
    ),
    (
        Class::SERVICE,
        "all_green all_good all_healthy all_fine all_ok all_well",
    ),
    (
        Class::FINE,
        "all_green all_good all_healthy all_fine all_ok all_well",
    ),
    // A part of a system: that it is fine does not say that all of it is.
    (
        Class::COMPONENT,
        "dns database databases db gateway gateways queue queues network connectivity server servers connections cluster clusters host hosts record records balancer balancers link links uplink uplinks",
    ),
    (
        Class::NORMAL,
        "back_to_working in_working_order back_to_normal returned_to_normal return_to_normal returns_to_normal returning_to_normal all_clear up_and_running back_online back_up fully_operational \
         normal_operation normal_operations restored_to_normal back_to_life back_in_service no_more_errors no_further_errors no_errors_left back_to_usual normal_again fine_again healthy_again \
         working_again online_again up_again green_again accessible_again reachable_again writable_again available_again open_again for_good full_service full_recovery full_mitigation full_resolution full_functionality \
         service_restored normal_service full_capacity normal_levels usual_rate",
    ),
    (
        Class::MISLED,
        "misleadingly red_herring red_herrings misleading wrong_track wrong_tracks dead_end dead-end dead_ends false_lead false_leads wrong_path wrong_lead wrong_trail wrong_direction wild_goose wild-goose \
         false_trail wrong_assumption wrong_hypothesis led_nowhere leads_nowhere square_one so_much_for to_blame not_the_cause not_the_root not_the_problem not_the_culprit not_the_issue not_the_reason not_at_fault was_not_the wasn't_the is_not_the isn't_the wasn't_at_fault wasted for_nothing time_was_lost time_lost \
         turned_out_not turned_out_to_be_wrong turned_out_to_be_false turned_out_to_be_unrelated incorrectly_assumed wrongly_assumed proved_wrong proven_false proven_wrong disproved disproven discarded debunked another_symptom symptom_not ruled_out rules_out rule_out false_alarm gave_up_on had_nothing_to_do",
    ),
    (
        Class::VAIN,
        "no_effect no_change no_improvement without_success in_vain to_no_avail not_effective no_difference unsuccessful ineffective no_luck no_relief without_luck no_avail any_improvement any_effect any_success any_difference any_relief \
         changes_nothing changed_nothing nothing_changes nothing_changed things_worse it_worse did_not_help does_not_help didn't_help doesn't_help not_helped no_help without_effect without_any_effect to_no_effect not_work \
         did_nothing does_nothing just_the_same error_persists errors_persist error_persisted errors_persisted problem_persists problem_persisted issue_persists issue_persisted issues_persisted",
    ),
    (Class::OVER, "over"),
    (
        Class::WRONG,
        "wrong wrongly incorrect incorrectly false untrue otherwise",
    ),
    (
        Class::INNOCENT,
        "coincidence unfounded excluded innocent harmless unrelated after_all dismissed vindicated",
    ),
    (
        Class::BAD,
        "garbage stale blank empty truncated outdated incorrect corrupted corrupt nothing yesterday wrong old nonsense duplicate duplicates errors error garbled rubbish zeros zeroes 500 502 503 504 500s 502s 503s 504s 401 403 404 429 5xx 4xx timeout timeouts time-out time-outs failure failures exception exceptions",
    ),
    (
        Class::ATTACK,
        "attacker attackers attacker's intruder intruders hacker hackers adversary malicious phishing unauthorized unauthorised fraudulent rogue scammer scammers spammer spammers bots botnet actor exfiltration ransomware malware",
    ),
    (
        Class::COMPLAINT,
        "complaint complaints report reports ticket tickets bug_report bug_reports",
    ),
    (
        Class::PIECE,
        "pod pods node nodes host hosts worker workers instance instances replica replicas container containers disk disks process thread threads",
    ),
    (
        Class::QUEUE,
        "queue queues backlog backlogs lag load depth utilization utilisation",
    ),
    // Words that are also verbs.
    (
        Class::THING,
        "public_access public_key public_keys public_ip public_ips public_network public_subnet public_cloud public_api public_repo public_internet public_address file files log logs list record records state point cost plan plans use run runs set cut cap fall jump rise result cover form view place figure group record host hosts name names shape stand face hand hands line lines label labels key keys part parts dump sample samples query queries",
    ),
    (
        Class::FULL,
        "fully_operational fully_functional full_service full_recovery full_mitigation full_resolution full_functionality full_capacity",
    ),
    (Class::STAGING, "staging sandbox testing"),
    (
        Class::ELSEWHEN,
        "january february march april may_of june july august september october november december ago in_may since_may until_may last_week last_month last_year last_spring last_summer last_autumn last_winter \
         up_to_this up_to_here until_then so_far in_spring in_summer in_autumn in_winter each_night every_night each_day every_day every_time each_time twice_a once_a a_day a_week a_month a_year each_quarter each_year every_week \
         the_previous_month the_previous_week the_week_before the_month_before the_day_before weeks_earlier week_earlier months_earlier as_usual usually each_week days_earlier years_earlier for_years months_before weeks_before month_before week_before \
         last_monday last_tuesday last_wednesday last_thursday last_friday as_planned every_five as_each",
    ),
    (
        Class::RECOVER,
        "recovery improvement improvements restoration stability resolution",
    ),
    (Class::EASE, "workaround_in_place back_to_zero caught_up"),
    (
        Class::ACT,
        "maintenance_mode deployment deployments rollout migration rollback roll-back revert restart reboot failover hotfix hot-fix cleanup purge backfill flush reset restore mitigation_applied revocation rotation reissuance cut-over switchover switch-over redeploy downgrade upgrade replacement decision",
    ),
    (Class::ESCALATE, "escalation escalations"),
    (
        Class::UNDO,
        "rollback revert reverts roll-back restore restoration",
    ),
    (
        Class::INVESTIGATE,
        "taking_a_look take_a_look took_a_look takes_a_look had_a_look have_a_look having_a_look eyes_on",
    ),
    (
        Class::ACKNOWLEDGE,
        "on_it on_the_case incident_lead on_a_call war_room war-room incident_channel incident_opened takes_the_lead takes_charge took_charge at_the_keyboard bridge incident_commander",
    ),
];
