### Sheets, tracks, wording help and the short lists.  Warm, plain, short; no blame, no promise.

## Sheets

sheets-title = Sheets
sheets-deck = Short forms for things that are easier on paper. Take what helps and leave the rest.
sheets-note = Each one is private first. You choose for each whether your partner may read it, and you see it before they do.
sheets-none = None of them fits right now. A page in your journal is open at any time.
sheets-us = For the two of you
sheets-either = Yours first, to share if you like
sheets-me = For you alone
sheets-rests = Written earlier
sheet-due = You wanted to look at this again.
sheet-about = About this sheet
sheet-not-now = Not today
sheet-not-now-words = This sheet is not offered at the moment. Nothing of yours is lost.
sheet-rests = This sheet is not offered at the moment. What you wrote is here to read or to remove.
sheet-add = Add one
sheet-own = Write your own
sheet-mine = You, { $day }
sheet-theirs = { $name }, { $day }
sheet-over = done with
sheet-done = Done with this
sheet-over-said = Put away. It asks for nothing more.
sheet-again = Take it up again
sheet-again-said = Taken up again.
sheet-holds = It still holds
sheet-holds-said = Kept as it is.
sheet-removed = Removed.
sheet-removed-us = Removed. Your partner may already have read it.
sheet-kept = Kept. Only you can read it.
sheet-kept-us = Kept. Both of you can read it.
sheet-keep = Keep it
sheet-as-it-was = Leave it as it was
sheet-throw = Throw the draft away
sheet-thrown = Draft thrown away.
sheet-draft = What you type stays on this device until you keep it. Any line may stay empty.
sheet-dark = It is kept only if you press “Keep it”. Until then nothing of it stays on this device.
sheet-me = This sheet has no shared form. If you want to tell some of it, say it aloud.
sheet-later = Nobody else can open this. If your partner joins, you can share it then, if you like.
sheet-audience = Who is this sheet for?
sheet-hint = For example: { $hint }
sheet-unpick = Leave it open
sheet-share-title = Let this sheet be read?
sheet-share-words = { $name } will see what stands below, and its date, { $day }. Nothing else.
sheet-share-yes = Share this sheet
help-own-plan = Write my own plan

## Pause and return

pause-now = We pause now
pause-when = When do you come back to it?
pause-20 = In twenty minutes
pause-60 = In an hour
pause-agreed = At { $hour }, as agreed
pause-own = At another hour
pause-hour = The hour
pause-missing = Choose an hour first
pause-begin = Begin the pause
pause-audience = Who sees the hour?
pause-only-me = Only this phone shows the hour. Say it aloud, too.
pause-runs = A pause
pause-runs-theirs = { $name } asked for a pause
pause-line = { $day ->
    [tomorrow] Tomorrow at { $hour }
   *[today] Back at { $hour }
}. { $left } to go.
pause-minutes = { $n ->
    [one] A minute
   *[other] { $n } minutes
}
pause-hours = { $n ->
    [one] An hour
   *[other] { $n } hours
}
pause-hours-minutes = { $hours } h { $minutes } min
pause-free = The hour is a courtesy. Nobody has to be in any room, and nothing rings.
pause-end = Take the hour away
pause-ended = The hour is gone.
pause-share = Let the hour be read?
pause-share-words = { $name } will see this line and that it came from you. Nothing else.
pause-share-yes = Share the hour

## Wording help

wording-look = Look at the wording
wording-away = Close this
wording-none = Nothing stands out. That says nothing about whether it is true or kind. You know that better.
wording-note = You may leave all of it as it is. This stays on your phone.
wording-instead = Some other ways:
wording-harm = No wording help for this
wording-harm-help = Open Help

## Tracks

tracks-title = Roads
tracks-deck = For particular trouble, a few weeks at a time. Slower is fine. You can stop in the middle of any.
tracks-now = The road you are on
tracks-own = Complete for one person
tracks-who = Which road you read or walk is seen by you alone
tracks-hold = When something has just happened
tracks-hold-note = These give nothing to do together. They hold, and say who can help.
tracks-of-cause = Roads that begin here
track-walk = Walk this road
track-leave = Leave this road
track-walking = You are on this road. Its steps come first on Today, when they fit.
track-begun = You are on this road now.
track-left = You have left it. Nothing is owed.
track-hold = Keep things quiet for now
track-hold-leave = No longer needed
track-holding = Things are kept quiet for now: nothing that opens old hurt is offered.
track-held = Things are kept quiet for now.
track-who = Your partner is not shown which road this is
track-weeks = Week by week
track-week = Week { $n }
track-week-hold = { $n }
track-deck = Cards: { $title }
track-switch = Change to this road?
track-switch-words = You are on “{ $old }”. Only one road is walked at a time. What you did on it stays.
track-switch-yes = Change to this one
track-switch-no = Stay where I am
track-other = another road

## Ideas

ideas-sheets-line = Forms to fill in: a repair menu, three options, a plain no
ideas-tracks-line = For particular trouble, week by week
outings-title = Outings
ideas-outings-line = Things to do together, most of them free
outings-deck = Something to do together. It need not be good, only new, or nice.
outings-fits = It should fit
outings-none = Nothing fits all of that. Take one wish away.
fits-free = Costs nothing
fits-home = At home
fits-low-mobility = With a body that moves little
fits-apart = At a distance
fits-with-children = With children
dares-title = Small dares
ideas-dares-line = Tiny and kind, for those who like them
dares-deck = Tiny and kind, and only for those who like dares. Nothing is noted down.
dares-one = Give me one
dares-another = Another
dares-away = None today
dares-note = Leave any of them on any day, without a reason.
tips-title = Tips
ideas-tips-line = A sentence or two for a day when nothing is due
tips-deck = A sentence or two each. Read one and close the page.
packs-here = Also in here: { $list }.
pack-from = From “{ $title }”.
learn-kind-question = Questions people ask
learn-kind-myth = Things one often hears
learn-kind-avoid = Better left out
learn-kind-page = Longer pages
us-sheets = Sheets
us-sheets-line = Agreements, a repair menu, a pause word, three options
