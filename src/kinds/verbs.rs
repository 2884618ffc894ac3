//! Verbs in classes, in their first form. `+` doubles the last letter in other forms, `/` adds forms that are not regular, `_` joins
//! a particle, which may stand some words after the verb.

use super::class::Class;

pub(super) const VERBS: &[(Class, &str)] = &[
    (
        Class::ACT,
        "restart reboot roll_back rollback roll_out revert undo/undid/undone deploy redeploy scale scale_up scale_down increase decrease raise lower bump apply patch hotfix hot-patch disable enable \
         turn_off turn_on turn_back switch switch_off switch_on switch_over fail_over failover remove delete update upgrade downgrade upsize resize enlarge reconfigure configure change correct adjust merge \
         cherry-pick drain cordon depool repool replace swap+ rename kill clear flush purge truncate create add install uninstall move migrate implement optimise optimize \
         push rebuild/rebuilt renew rotate revoke invalidate reset/reset/resetting block ban+ blacklist throttle limit lock lock_out unlock suspend yank pull_from pull_out take_down take_out take_offline take_back \
         bring_up bring_back put_in put_into put_back plug+ unplug+ power-cycle reroute redirect route promote demote isolate quarantine wipe re-image reimage edit modify set/set/setting reverse \
         restore_from reload unpause pause halt stop+ cut/cut/cutting shed/shed/shedding cancel rerun replay backfill refund grant expand extend free reduce tune clean clean_up \
         recycle mount unmount detach attach import reindex release silence mute pin+ instruct enforce approve override force repair rectify regenerate withdraw/withdrew/withdrawn activate deactivate \
         reactivate bypass whitelist allow kick_off initiate launch spin+_up/spun shut_down shut_off shut/shut/shutting terminate evacuate retry requeue upload shift destroy helm kubectl freeze/froze/frozen \
         convert re-enable turn_up retire strip+ harden provision automate sed trigger open_up cap+ relaunch split/split/splitting swap_out erase enter lift rotate_out hand_out re-point repoint rekey regrant prune nuke redo unpublish turn_down dispatch",
    ),
    (Class::PERFORM, "perform execute conduct carry_out"),
    (Class::RESUME, "resume reopen"),
    (
        Class::DRAIN,
        "drain work_off work_through process catch_up/caught",
    ),
    (Class::SINK, "go_down/went come_down/came"),
    (Class::ACKNOWLEDGE, "acknowledge ack/acked/acking"),
    (Class::DECLARE, "declare mark"),
    (
        Class::TRANSITIVE,
        "lose reject overwrite delay interrupt disrupt sever kick freeze refuse break exhaust disconnect inform notify tell contact ping brief advise page alert wake involve call_in loop_in bring_in pull_in dispatch escalate consult",
    ),
    (
        Class::ARRIVE,
        "join assemble convene wake_up/woke respond take_over log+_in log+_on take_charge/took pick_up step+_in jump_in hop+_on",
    ),
    (Class::ASK, "ask enquire inquire"),
    (
        Class::CALL,
        "request contact approach consult call phone ring/rang/rung reach_out turn_to ping wake/woke/woken dial",
    ),
    (Class::RECEIVE, "receive"),
    (Class::SHOW, "locate show/shown indicate suggest"),
    (Class::PLAN, "plan+ want intend"),
    (Class::CLOSE, "close stand_down call_it"),
    (Class::CONFIRM, "confirm"),
    (Class::EASE, "mitigate stabilise stabilize contain alleviate ease"),
    (
        Class::ESCALATE,
        "escalate page involve engage loop_in bring_in pull_in call_in hand_over hand_off hand_to pass_to pass_on transfer_to refer+ forward_to summon reassign assign_to cc get_on_the_phone",
    ),
    (
        Class::FAIL,
        "fail crash go_down/went/gone die/died/dying break/broke/broken hang/hung time_out stop+_responding stop+_working degrade lose/lost stall collapse throw/threw/thrown reject drop+_out fall_over/fell/fallen \
         run_out/ran/running vanish disappear overwrite/overwrote/overwritten exhaust freeze/froze/frozen choke struggle go_dark/went go_offline/went go_silent/went refuse explode deteriorate flap+ \
         disconnect misbehave saturate fall_behind/fell overload deadlock break_down/broke stop+ drop+ become_unavailable become_unresponsive brick evict kick flip+ delay interrupt cut_off drop+_off fall_off fall_apart malfunction buckle grind seize bounce garble sever disrupt impair expire_in swamp flood thrash wedge jam+ abort panic segfault misroute miss lag+ hit_a brown_out black_out spin_in turn_away stutter crawl_to refuse_to return_4 stop+_accepting stop+_serving stop+_answering pile_up queue_up cease plummet plunge tank go_read-only return_500 return_502 return_503 return_error return_errors",
    ),
    (
        Class::FIND,
        "find/found identify discover determine realise realize figure_out work_out trace_to trace_back reveal track_down pinpoint conclude understand/understood learn narrow_down find_out/found \
         turn_out deduce uncover emerge become_clear/became become_apparent become_evident become_obvious establish_that spot+_that attribute_to",
    ),
    (
        Class::FIRE,
        "fire alert trip+ go_off/went page warn sense trigger flag+ raise turn_red",
    ),
    (Class::FINISH, "finish complete end pass conclude stop+"),
    (
        Class::INVESTIGATE,
        "investigate check look look_at look_into examine inspect debug+ dig/dug/digging review analyse analyze test troubleshoot diagnose compare reproduce search query trace strace bisect interview audit \
         go_over/went go_through/went collect read/read triage probe capture sample profile ensure curl explore assess evaluate research scope have_a_look pull_logs validate verify pair wonder",
    ),
    (
        Class::LESSEN,
        "drop+ recover work_off decrease decline subside shrink/shrank/shrunk fall/fell/fallen clear improve go_away/went/gone disappear stop+ come_down/came recede normalise normalize fall_off/fell drop+_off taper_off ebb cease lessen diminish get_better",
    ),
    (
        Class::GROW,
        "rise/rose/risen grow/grew/grown climb increase jump spike surge soar shoot_up/shot double triple quadruple",
    ),
    (
        Class::NOTICE,
        "notice see/saw/seen spot+ observe detect discover recognise recognize stumble become_aware/became sense hear/heard",
    ),
    (
        Class::INTEND,
        "plan+ want schedule intend propose consider promise hope expect need agree recommend wait await postpone foresee/foreseen",
    ),
    (Class::DECIDE, "decide"),
    (
        Class::POST,
        "announce publish communicate post tweet apologise apologize disclose",
    ),
    (
        Class::REPORT,
        "report mention complain say/said write/wrote/written forward",
    ),
    (Class::OPEN, "open raise file submit+"),
    (Class::SEE, "see observe hear watch"),
    (Class::VERIFY, "verify check confirm"),
    (
        Class::SUFFER,
        "experience encounter run_into face suffer hit/hit get_an",
    ),
    (Class::OMIT, "forget+/forgot/forgotten neglect omit+"),
    (Class::RESTORE, "restore"),
    (Class::RESOLVE, "resolve fix solve restore remedy"),
    (
        Class::RECOVER,
        "recover reopen return come_back/came go_back/went heal resume re-establish reestablish stabilise stabilize reconnect",
    ),
    (
        Class::SAY,
        "tell/told inform notify mail email e-mail text message write/wrote/written update send/sent answer reply share thank warn explain brief advise let/let_know post forward relay",
    ),
    (
        Class::BEGIN,
        "start begin/began/begun/beginning commence proceed show_up/showed set_in crop+_up flare_up recur+ reoccur+ re-occur+ reappear resurface",
    ),
    (
        Class::SUSPECT,
        "suspect assume think/thought believe suppose hypothesise hypothesize theorise theorize blame guess presume speculate smell point_to point_towards wonder",
    ),
    (Class::TRY, "test try attempt struggle manage_to"),
    (
        Class::WORK,
        "work load respond serve answer run/ran/running flow go_through/went reconnect connect play deliver render process open start pass print boot come_through get_through log+_in succeed",
    ),
    (Class::LAUNCH, "go_live"),
    (Class::ISSUED, "go_out/went"),
    (
        Class::COME,
        "come/came come_in land arrive reach go_to/went go_into surface trickle pour surface",
    ),
    (
        Class::OTHER,
        "come/came give/gave/given take/took/taken make/made keep/kept leave/left use meet/met stay handle happen require cause put/put/putting hold/held bring/brought carry turn lead/led \
         cost/cost pay/paid buy/bought sit/sat stand/stood mean/meant know/knew/known exist belong depend include visit sleep build/built/building go/went/gone help move return show charge access",
    ),
];
