# The words of the daily screens: today, sessions, check-in, journal, reflection, cards, and what belongs to me or to us.
# Second person, short sentences, no blame, no counting, no promise.

day-kept = Kept.
day-keeping = Keeping it
day-undo = Bring it back
day-change = Change it
day-remove = Remove
or = or
today-word = Today
print = Print this page
begin = Begin
begin-together = Begin together
note-time = time
note-why = why
note-sure = how sure

sure-well-tested = Well tested
sure-promising = Promising
sure-experience = Mostly experience
sure-little = Little support
source-experience = experience of counsellors and couples

step-time = { $n ->
    [one] About a minute
   *[other] About { $n } minutes
  }
step-time-joint = { $n ->
    [one] About a minute, when you both like
   *[other] About { $n } minutes, when you both like
  }
step-time-plain = { $n ->
    [one] About a minute. You can stop at any time, and nobody asks why.
   *[other] About { $n } minutes. You can stop at any time, and nobody asks why.
  }
step-smaller = Smaller
step-alone = Alone
step-another = Another
step-about = About this
step-read = Read it
step-aside = “{ $title }” is set aside for today.

## Today

today-where-morning = { $day } morning
today-where-day = { $day }
today-where-evening = { $day } evening
today-where-night = { $day } night
today-no-other = Nothing else fits today.
tonight-title = Tonight’s note
tonight-ask-0 = What did {"{"}you{"}"} make easier today?
tonight-ask-1 = One moment today when it was good to have {"{"}you{"}"} around?
tonight-ask-2 = What small thing did {"{"}you{"}"} do today?
tonight-small = Small is good
tonight-keep = Keep it
tonight-removed = Note removed.
found-open = A folded note lies here. Open it
found-from = your partner
thisweek-title = This week
week-today = { $name }, today
week-next-tomorrow = Tomorrow, if it suits you: { $what }.
week-next-tomorrow-us = Tomorrow, if it suits you both: { $what }.
week-next = On { $name }, if it suits you: { $what }.
week-next-us = On { $name }, if it suits you both: { $what }.
small-paper = Without a paper code, a lost phone takes its pages with it.
small-paper-go = Make one
small-reflect = A few private questions, if you like.
small-reflect-go = Five taps
small-causes = What is in the way?
small-causes-go = Look at the list
hard-week = Hard week
hard-set = Set down until { $day }. Nothing resets.
hard-undo = Not after all
hard-title = A hard week
hard-until = Until { $day }. Nothing resets and nothing is owed.
hard-longer = A week longer
hard-longer-set = Set down until { $day }.
hard-end = It is over
hard-ended = Welcome back.
hard-help-title = If it is more than that
hard-help-words = There are people you can call, at any hour, about anything.
goon-words = You put this down in the middle. It goes on where you left it, or it can rest.
goon = Go on
goon-let = Let it rest
nothing-title = Nothing is due
nothing-words = An ordinary evening is fine. If you feel like something anyway, there are cards and other small things.
nothing-ideas = Look at ideas

## Exercises

sizes-legend = How long this time?
size = { $n ->
    [one] 1 minute
   *[other] { $n } minutes
  }
size-table = { $n ->
    [one] 1 minute, also between two plates
   *[other] { $n } minutes, also between two plates
  }
minutes-list = { $n ->
    [one] { $list } minute
   *[other] { $list } minutes
  }
minutes-up-to = { $n ->
    [one] A minute
   *[other] Up to { $n } minutes
  }
exercise-waits = This one is to read and print for now.
exercise-waits-touch = Touch waits until both of you can say yes in private, on the same day. That is not built yet. You can read and print this page.
exercise-rests = You said that touch rests just now. You can change that under Words for us.
exercise-how = How it goes
phase-ready = First
phase-turn = One speaks
phase-both = Talking or doing
phase-still = Quiet
phase-write = Writing
phase-breathe = Breathing
phase-touch = Touch
phase-read = Reading aloud
phase-choose = Choosing
phase-close = At the end
phase-one = { $what }, one of you
phase-other = The other: { $words }
phase-breath = In for { $in } seconds, out for { $out }.
phase-seconds = { $n } seconds
phase-minutes = { $n ->
    [one] a minute
   *[other] { $n } minutes
  }
away-title = About closeness of the body
away-words = This page speaks of sensual touch or of sex. It stays away until you ask for it.
away-read = Read this page now
away-ask = Words for us
exercise-not-today = Not today. It rests between times, or something gentler comes first.
exercise-not-for-me = Not for me
exercise-not-for-me-said = It will not be offered to you again.
sure-title = How sure we are
sure-more = The evidence in words
sure-letter = Grade of the evidence for this form: { $grade }. A is the best, D the weakest.
sure-ours = Ours and untested: { $what }.
sure-sources = Sources:
sure-what = What the four words mean

## Sessions

player-title = Session
player-not-now = Not just now
player-denied = This step does not fit today. It can be read, and there are others.
player-old = The last time is more than a day ago, so this begins afresh.
sit-where = Where are you?
sit-table = Together, the phone between us
sit-aloud = Together, one of us holds the phone
sit-alone = By myself
sit-first = Who speaks first?
sit-begins = Who begins?
sit-any = Let chance decide
sit-me = I do
sit-you = My partner does
sit-sound = Sounds
sit-bells = A soft bell when a part ends
sit-voice = Read the sentences aloud
sit-no-voice = This device has no voice of its own, so nothing is read aloud. One of you can read each sentence out.
sit-no-voice-alone = This device has no voice of its own. Everything stands on the screen.
sit-go = Go on
prepare-table = Lay the phone flat between you. The far half turns round for the other.
prepare-aloud = Hold the phone so that you both see it, or read it out.
prepare-alone = Sit as you like. Nobody sees this.
prepare-ready = I am ready
prepare-ready-us = We are ready
prepare-later = Not now
you-speak = You speak
you-listen = You listen
partner-speaks = Your partner speaks
partner-listens = Your partner listens
name-speaks = { $name } speaks
name-listens = { $name } listens
you-read = You read
partner-reads = Your partner reads
name-reads = { $name } reads
you-touch = Your hands
partner-touches = Your partner’s hands
name-touches = The hands of { $name }
you-guide = You guide
partner-guides = Your partner guides
name-guides = { $name } guides
breath-in = in
breath-out = out
run-both = Both of you
run-far = The far half, for the other
run-paused = Paused
run-pause = Pause
run-resume = Go on
run-next = Go on
run-next-us = Go on together
run-close = Close
run-stop = Stop quietly
run-darker = Darker
run-lighter = Lighter
run-unmute = The bell is silent. Turn it on
run-later = Put it down for now
run-skip = End this part
run-hard = If it got hard
run-passage = To read aloud
run-choose = Choose one
run-choose-none = None of these
run-write = Your words
run-write-me = Kept in your journal, for you alone, when this is over.
run-write-none = Nothing you write here is kept.
run-kept = Kept in your journal.
run-turn = { $n ->
    [1] First turn
    [2] Second turn
    [3] Third turn
    [4] Fourth turn
    [5] Fifth turn
    [6] Sixth turn
   *[other] Turn { $n }
  } of { $of ->
    [2] two
    [3] three
    [4] four
    [5] five
    [6] six
   *[other] { $of }
  }
left-under-one = under a minute left
left-under-two = under two minutes left
left-about = about { $n ->
    [2] two
    [3] three
    [4] four
    [5] five
    [6] six
    [7] seven
    [8] eight
    [9] nine
    [10] ten
   *[other] { $n }
  } minutes left
stopped-words = This ends here. Stopping is part of it and nothing went wrong. No questions about it today. Water, a blanket, something ordinary.
stopped-close = Put the phone away
stopped-bad = It was a bad evening
after-where = Afterwards
after-title = Two taps for yourself
after-note = Only you ever see this. It helps choose what comes next.
after-close = How close did it feel?
after-close-low = far
after-close-high = near
after-comfort = How comfortable was it?
after-comfort-low = not at all
after-comfort-high = very
after-keep = Done
five-value = { $v } of 5, from { $low } to { $high }
over-afterwards = For the rest of the evening
over-badly = If it did not go well
over-close = Close

## Check-in

checkin-title = Weekly check-in
checkin-part = part { $n ->
    [1] one
    [2] two
    [3] three
    [4] four
    [5] five
    [6] six
   *[other] { $n }
  } of { $of ->
    [4] four
    [5] five
    [6] six
   *[other] { $of }
  }
checkin-none-title = No check-in this week
checkin-none-words = It rests for now. Nothing is missed and nothing is owed.
checkin-thanks = One thing to thank for
checkin-thanks-ask = A moment this week when {"{"}you{"}"} made something easier, or was simply there.
checkin-thanks-small = Small is good
checkin-thanks-missing = A few words first
checkin-thanks-read = A thank-you each
checkin-thanks-aloud = Read them aloud, one after the other. “I am glad” is answer enough.
checkin-thanks-aloud-alone = Say it when a good moment comes, or keep it.
checkin-concern = One gentle concern
checkin-concern-ask = One thing, in the first person: when this happens, I feel this, I would like that. Nothing that cannot wait for a calm hour.
checkin-concern-small = When …, I …, I would like …
checkin-concern-missing = A few words first
checkin-concern-read = One gentle concern each
checkin-concern-aloud = Read them aloud, one after the other. Say back what you heard before you answer.
checkin-concern-aloud-alone = Read it once more. Is it something you want to say, or something you wanted to have written?
checkin-concern-help = If it gets hot, stop. Twenty minutes apart, then decide together whether to go on. If someone was hurt or is afraid, this is the wrong page: Help is above.
checkin-back = Look back
checkin-back-ask = What was good between you this week, and what would you do again?
checkin-back-small = One line is plenty
checkin-back-missing = A line first
checkin-next = Next week
checkin-next-ask = Choose what you would like. Take none, one or several.
checkin-next-none = Nothing fits next week. That is fine too.
checkin-next-who = Your own plan. Only you see what you chose.
checkin-next-keep = Put it in my week
checkin-next-empty = Leave the week open
checkin-close = That was the week
checkin-close-words = Thank each other. Then do something that has nothing to do with this.
checkin-close-alone = Thank you for looking. Now do something that has nothing to do with this.
checkin-close-act = Close the check-in
checkin-again = Look through it again
checkin-bad = It did not go well
checkin-keep = Keep it and go on
checkin-skip = Leave it empty
checkin-us = Both of you can read it, once you keep it
checkin-both-read = Both of you can read these
checkin-blank = Nothing written here.
checkin-blank-theirs = Nothing is written here. Empty is a fine answer.
checkin-on-concern = Go on: the concerns
checkin-on-back = Go on: look back
checkin-on-next = Go on: next week
checkin-last-theirs = Last week, { $name }
checkin-last-mine = Last week, you
partner-wrote = Your partner wrote
name-wrote = { $name } wrote
you-wrote = You wrote

## Journal

journal-title = Journal
journal-deck = Pages of your own. Each one says who can read it.
journal-prompt = A sentence to begin with
journal-prompts = Other beginnings
journal-write = Write a page
journal-empty = The first page is still blank. It can stay so.
journal-find = Find a page
journal-more = Earlier pages
entry-label = Your page
entry-keep = Keep this page
entry-keep-again = Keep it as it is now
entry-kept = Page kept.
entry-missing = Write a word first
entry-throw = Throw the draft away
entry-removed = Page removed.
entry-draft = What you type stays on this device until you keep the page.
entry-alone = Nobody else can open this page. Nothing from this time is shared later unless you pick it.
entry-kept-here = Kept on this device only.
entry-began = It began from: { $ask }
entry-copied-before = What was copied of it before stays sealed where it lies. From now on it is not copied.
entry-take-back = It leaves the shared pages. Your partner may already have read it.
entry-cold = An older page. It opens when it has been fetched.
entry-theirs = A page from { $name }
entry-partner = Your partner wrote
entry-theirs-note = Your partner is not told whether you read this.
entry-worried = I am worried about my partner
tags-title = Tags
tags-are = Tags: { $tags }
tags-new = A word to find it by
tags-add = Add it
tags-full = That is twelve, and enough for one page.
tags-note = For your own pages. Only you see them.
tags-not-shared = A page for both of you carries no tags. They are left out.
find-title = Find a page
find-deck = Hearth looks on this device alone. No word of it goes anywhere.
find-words = Words you remember
find-begins = Opening your pages.
find-so-far = Looked through { $n ->
    [one] one page
   *[other] { $n } pages
  } so far, back to { $day }. Older ones follow.
find-all = { $n ->
    [0] There are no pages yet.
    [one] One page was looked through, and that is all there is.
   *[other] All { $n } pages were looked through.
  }
find-failed = Something went wrong after { $n ->
    [one] one page
   *[other] { $n } pages
  }. Nothing is lost. Go back and try once more.
find-found = { $n ->
    [0] No page fits.
    [one] One fits.
   *[other] { $n } fit.
  }
find-none = Fewer words, or only the beginning of one, find more.
find-cold = { $n ->
    [one] One older page could
   *[other] { $n } older pages could
  } not be opened here and was left out.
find-more = More of them
share-title = Let this page be read?
share-words = { $name } will see the page as it stands below, and its date, { $day }. Nothing else.
share-yes = Share this page
share-no = Keep it mine
prompts-title = Beginnings
prompts-deck = A first sentence for an empty page. Take one or take none.
prompts-today = For today
prompts-another = Another
prompts-note = What you write from it is for you alone, unless you choose otherwise.

## Reflection, trends, picture

reflect-title = Reflection
reflect-kicker = In the last two weeks
reflect-missing = Choose a place on the line
reflect-finish = Keep these
reflect-folio = { $n } of { $of }
care-note = For you alone. This answer is not kept and not sent.
care-question = Some weeks lie heavy. Are there thoughts of not wanting to live, or of hurting yourself?
care-title = For this, a person is better than a step
care-words = You need not do anything about it now. These pages say whom to ask, and a first sentence.
care-lines = Someone to call
care-lines-line = Help lines, country by country
reflect-done = Thank you. They are kept for you alone.
reflect-kind = You took a quiet look at how things are. That is a good beginning.
reflect-close = Close
reflect-picture = Your own picture
reflect-none = Nothing is asked today
reflect-none-words = The questions come back by themselves, a few at a time.
reflect-rhythm = In the first days in small parts, then about every four weeks.
trends-title = How it has been for you
trends-empty = There is nothing to show yet. After a few reflections there will be.
trends-band = { $n ->
    [0] From 0 to 10. Inside the band, a change may be chance.
    [one] From 0 to 10, over a week. Inside the band, a change may be chance.
   *[other] From 0 to 10, over { $n } weeks. Inside the band, a change may be chance.
  }
trends-rule = Only a change of two in ten that stays the next time too is called a change. Anything less may be chance.
trends-numbers = In numbers
trends-when = When
trends-of-ten = Of 10
trends-did = What you did
trends-who = Only you can see this page
trends-table = Your reflections in numbers
trends-week = Week
trends-start = start
trends-at-week = week { $n }
trends-not-said = not said
trends-dash = A dash stands where you chose not to say.
trends-show-words = In words alone
trends-show-table = Show as a table
trends-show-pictures = Show as pictures
trends-helped = What seemed to help
trends-helped-note = Going by your own two taps. It may be chance, and it says nothing about anyone else.
picture-title = Your own picture
picture-empty = After the first questions there will be a few sentences here.
causes-title = What may be in the way
causes-deck = Circumstances, never a person. Tick what fits, for yourself. It changes what is offered, and nobody else sees it.
causes-more = The rest of the list
cause-read = Read
cause-read-about = Read about: { $title }

## Cards, ideas

cards-title = Cards
cards-deck = One question at a time. Pass any card; nobody asks why.
cards-any = Draw a card
cards-decks = Decks
cards-kept = Kept cards
cards-kept-deck = Cards you wanted to see again.
cards-kept-none = None yet. “Keep this card” puts one here.
card-how = Say it over a cup of something
card-how-words = One answers, the other listens. Then the other way round. Or write an answer for yourself.
card-done = That was our card
card-keep = Keep this card
card-kept = Kept among your cards.
card-write = Write
card-another = Draw another
card-print = Print this deck
card-drop = Let go
card-dropped = Card let go.
card-empty = No new card just now
card-empty-words = You have seen these within the year. Take another deck, or one you kept.
ideas-title = Ideas
ideas-deck = For when nothing is due and you feel like something.
ideas-exercises = Exercises
ideas-exercises-line = All of them, with minutes and how sure anyone can be
ideas-cards-line = Questions to draw, for tired evenings and others
ideas-prompts-line = First sentences for an empty page
ideas-learn-line = Short pages: myths, desire, what studies can say
exercises-deck = Read any of them. What fits today also stands on Today.
exercises-to-read = To read for now
exercise-line = { $minutes }, { $who }. { $sure }
who-does-both = for two
who-does-one = by yourself
who-does-either = alone or together
room-SAF = Safe ground and talking
room-EMO = Feeling close
room-AFF = Affection
room-SEN = The senses
room-SEX = Sexual closeness
room-MNT = Keeping it
learn-title = Things to read
learn-deck = Short pages. None takes longer than a cup of tea.

## Mine

mine-title = Yours alone
mine-deck = What belongs to you, and how Hearth is for you.
mine-who = Only you can read this, except pages you chose to share
mine-settings = How Hearth is for you
mine-journal = Journal
mine-journal-line = Pages, for you or for both
mine-reflect = Reflection
mine-reflect-line = A few quiet questions, now and then
mine-trends = How it has been
mine-trends-line = One sentence a month, and pictures if you like
mine-picture = Your own picture
mine-picture-line = What is good, and what may be in the way
mine-words = Words for us
mine-words-line = Names, pronouns, how plainly, when touch rests
mine-time = Time
mine-time-line = How long a step may be, and when
mine-light = Light plan
mine-light-line = Easy things only, at any time, for no reason
mine-way = Your way
mine-way-line = Alone, light or together. You can change it on any day
mine-keeping = Keeping
mine-keeping-line = Paper code, devices, lock, leaving
words-title = Words for us
words-deck = How Hearth should speak with you. Leave empty what you do not care about.
words-me = Your name
words-you = What you call your partner
words-you-hint = Only you see this name.
words-you-pronoun = Your partner’s pronoun
pronoun-she = she, her
pronoun-he = he, his
pronoun-they = they, their
pronoun-own = Others
pronoun-own-label = As you say them
pronoun-own-hint = Two or three words, as ze/zir/zir.
pronoun-none = Say none
pronoun-so = So Hearth writes: listen to { $them }, take { $their } time.
pronoun-unread = Hearth keeps this and goes on writing “them” and “their”. With two or three words, as ze/zir/zir, it can write yours.
words-plain = How plainly?
words-plain-note = For the body and for closeness there are often two ways to say a thing.
words-reserved = Reserved
words-plainly = Plain
words-lens = Should faith come into it?
lens-none = Either way
lens-faith = Yes, with faith
lens-secular = No, without
words-lens-note = Few pages are written for one way alone. They stay away from whoever chose the other, and come by themselves only to whoever chose theirs.
words-sexual = Sexual content
words-sexual-no = Keep it away
words-sexual-yes = It may come up
words-sexual-note = It stays away until you ask for it, and with it what speaks of sensual touch. Your partner is not told what you choose.
words-chest = Your word for the chest
words-genitals = Your word for the genitals
words-body-hint = As it stands in “leave out the chest”.
words-rest = Does touch rest just now?
rest-faith = For days of my faith
rest-cycle = For my cycle
rest-treatment = For a treatment or an illness
rest-birth = After a birth or a loss
rest-visits = While somebody is staying with us
words-rest-note = While one of these is ticked, touch rests for you. Nobody is told, and nobody is told why.
words-keep = Keep it
time-title = Time
time-deck = Steps stay within this. Less is as good.
time-minutes = How much time is there, as a rule?
time-when = When?
time-morning = In the morning
time-day = In the middle of the day
time-evening = In the evening
time-bed = Before sleep
time-days = How many days a week?
time-days-n = { $n ->
    [7] Any day
   *[other] { $n } days
  }
time-table = A partner without a phone?
time-table-yes = We use one phone on the table
time-keep = Keep it
time-remind = Keep it, and put a small reminder into my calendar
light-title = Light plan
light-deck = Walks, films, food, playful cards. No hard talks, no old trouble, no touch.
light-why = Take it at any time, for any reason or none.
light-who = Only you know. Nothing about it leaves your own pages.
light-noticed = One honest word: if shared things rest for more than about three weeks, a partner may notice by themselves.
light-long = For how long?
light-7 = A week
light-28 = Four weeks
light-90 = Three months
light-open = Until I say otherwise
light-begin = Make it light
light-set = Light from now on.
light-on = Your plan is light until { $day }.
light-on-open = Your plan is light until you say otherwise.
light-end = Back to the usual plan
light-ended = Back to the usual plan.
light-help = If something is wrong, Help is here

## Rituals, dates, calendar

rituals-title = Rituals and dates
rituals-deck = What you come back to, and what you look forward to. Nothing here is due and nothing is counted.
rituals-empty = Nothing here yet. Coffee before the children wake, a walk on Sundays, an evening out once a month. Small is good.
rituals-over = Gone by
rituals-calendar = Put them into my calendar
ritual-add = Add a ritual
date-add = Add a date
ritual-new = A ritual
ritual-deck = A small thing that comes again. It counts as yours when you both see it as that.
date-new = A date
date-deck = Time out of the ordinary. Going by surveys, once a month does as well as every week.
ritual-change = Change it
ritual-what = What is it?
ritual-small = Tea on the step
date-small = Soup at the market
ritual-title-missing = A word or two first
ritual-often = How often?
ritual-often-0 = once
ritual-often-1 = every day
ritual-often-2 = every week
ritual-often-3 = every two weeks
ritual-often-4 = every month
ritual-rule-1 = Every day
ritual-rule-2 = Every week on { $days }
ritual-rule-3 = Every two weeks on { $days }
ritual-rule-4 = Every month on the { NUMBER($n, type: "ordinal") ->
    [one] { $n }st
    [two] { $n }nd
    [few] { $n }rd
   *[other] { $n }th
  }{ $n ->
    [29] , or the last day of a shorter month
    [30] , or the last day of a shorter month
    [31] , or the last day of a shorter month
   *[other] {""}
  }
ritual-at = { $day }, { $time }
ritual-tomorrow = Tomorrow
ritual-days = On which days?
ritual-days-missing = Choose a day of the week
ritual-day = On which day?
ritual-first = The first time
ritual-day-missing = Choose a day
ritual-short-months = In a shorter month it comes on the last day.
ritual-time = At what time?
ritual-time-hint = Leave it empty if any hour will do.
ritual-more = More
ritual-long = How long?
ritual-minutes = { $n ->
    [0] As long as it takes
    [60] An hour
    [120] Two hours
    [180] Three hours
   *[other] { $n } minutes
  }
ritual-note = A note
ritual-until = Until
ritual-until-hint = Empty: until you let it go.
ritual-until-missing = The last day lies before the first
ritual-until-words = until { $day }
ritual-for = Who is it for?
ritual-me-says = Nobody else can see it.
ritual-us-says = Your partner finds it in their list as it stands here. Nothing else.
ritual-keep = Keep it
ritual-take-back = It leaves the list of you both. Your partner may already have seen it.
ritual-removed = Let go.
ritual-share-title = Put it in the list of you both?
ritual-share-words = { $name } will find this in their list. Nothing announces it.
ritual-share-yes = Put it there
ritual-theirs = { $name } put this in your list, and only they can change it here. If another day suits you better, say so by voice.
ritual-review-line = Keep, renew or let go?
ritual-review-title = Is there life in it?
ritual-review-deck = Habits can carry warmth for years, and go on for years after it has left. Dropping one is no verdict on what it was.
ritual-as-is = Keep it
ritual-as-is-line = As it is. It is looked at again in three months
ritual-renew = Renew it
ritual-renew-line = The same meaning in another form
ritual-drop = Let it go
ritual-drop-line = With thanks. It can come back
ritual-stays = It stays as it is.
ritual-talk = To talk about it: { $title }
date-idea = Take an idea
dateideas-title = Ideas for going out
dateideas-deck = Or for staying in. Take one and change what does not fit.
today-comes = { $title }: { $when }
cal-title = Calendar file
cal-deck = A file that your calendar can read, with neutral words in it. It is made here, on this device, when you ask.
cal-fact-1 = Many calendars copy themselves: to a company, to a family calendar, to a watch or a car. What stands in the file goes there too.
cal-fact-2 = The file lies among your downloads until you delete it there.
cal-fact-3 = Hearth cannot change your calendar afterwards. A new file takes the place of the same entries, in most calendars.
cal-which = Which ones?
cal-one = { $title }. { $when }
cal-none = Choose one first
cal-word = Which word stands in the calendar?
cal-word-notes = Notes
cal-word-reminder = Reminder
cal-word-busy = Busy
cal-word-free = Keep free
cal-titles = Their own titles instead, in this file
cal-titles-note = Then everyone who can see that calendar can read them, and so can the company that keeps it.
cal-alarm = A reminder from the calendar?
cal-alarm-none = None
cal-alarm-0 = When it begins
cal-alarm-15 = A quarter of an hour before
cal-alarm-60 = An hour before
cal-alarm-1440 = A day before
cal-make = Make the file
cal-made = “{ $file }” is among your downloads. Open it to add it to your calendar.
cal-failed = The file could not be made. Nothing has changed.
remind-title = A small reminder
remind-deck = Ten minutes in your own calendar, under a neutral word, for a small step of your own. Hearth itself sends nothing.
remind-time-missing = Choose a time

## Us

us-title = The two of you
us-title-name = You and { $name }
us-deck = What both of you can read, and what you might do together.
us-more = More about us
us-checkin-note = Ten to thirty minutes, once a week, when you both like.
us-notes = Notes
us-notes-line = Thank-yous you both can read
us-pages = Shared pages
us-pages-line = Pages either of you let be read
us-week = The week
us-week-line = What it might hold
us-rituals-line = What comes again, and what you look forward to
us-table = At the table
us-table-line = One phone between two plates
us-names = Names
us-names-line = How you appear, and what you call each other
us-never = What this never shows
us-never-line = Not who is here, not what was read, no comparing
us-before-title = On your own for now
us-before-deck = That is a whole way of using Hearth. If you want to ask your partner, there are two ways, and neither is better.
us-invite = Invite
us-invite-line = A link. They look first and answer freely
us-checkin-alone = A short look back at the week, for yourself
table-title = Between two plates
table-deck = One phone lies between you, its far half turned round. Your partner needs no account.
table-note = Nothing private is asked here. Either of you can stop at any time and need not say why.
table-card = Draw a card
table-card-line = One question, read aloud
notes-deck = What you thanked each other for.
notes-empty = Nothing here yet. Tonight’s note on Today puts one here.
notes-you = you
notes-more = Earlier notes
pages-deck = Each was shared by its writer, one by one.
pages-empty = No shared pages. Any page of your journal can be let be read, if you choose it.
pages-write = Write a page for both
ourweek-deck = What might come, if it suits. Nothing here is due.
ourweek-light = A light week: easy things only, as now and then for everyone.
ourweek-hard = A hard week. Everything is folded away.
ourweek-who = Your own view. Your partner has another.
ourweek-none = The week is open.
ourweek-joint = { $day }, { $n ->
    [one] a minute
   *[other] { $n } minutes
  }, when you both like
ourweek-own = { $day }, { $n ->
    [one] a minute
   *[other] { $n } minutes
  }, by yourself
ourweek-note = A step for two is there when you both like. No day is missed and none is counted.
names-deck = One name is seen by both of you, the other is yours.
names-me = Your name, as your partner sees it
names-me-who = Both of you can read it
names-you = What you call your partner
names-you-hint = Only on your own devices.
names-missing = A name or an initial first
never-deck = By design, and the same on both phones.
never-1 = Whether the other is here, was here, or is writing.
never-2 = Whether a note or a page was read.
never-3 = Who has done how much, or who has not.
never-4 = The other’s reflections, journal, taps after a session, plan or light plan.
never-5 = Whether somebody stopped a session, and why a step did not come up.
never-6 = Scores, streaks, rankings, or the two of you compared.
never-know = What others could know

# Why not this one
whynot = Why not this one? Only if you like. It stays with you and helps the next choice.
whynot-time = Too long
whynot-energy = Too tired
whynot-mood = Not the mood
whynot-uneasy = It felt uneasy
whynot-kind = Not my kind of thing
whynot-none = No reason
whynot-kept = Taken into account.

# Three doors
doors-small = Honest effort, little change
doors-small-words = You have done several steps, and your own answers have hardly moved.
doors-look = Three doors
doors-title = It is not doing enough
doors-deck = You have given this honest effort. That little has moved says more about the tool than about you. Some knots need a third person in the room.
doors-plan = Another plan
doors-plan-line = A road for what is really in the way, or other steps
doors-person = A person
doors-person-line = Kinds of help, and a first sentence for the call
doors-rest = Rest
doors-rest-line = Easy things only for a while, or nothing at all
doors-note = Which door you take is kept for you alone, so that this page does not come again soon.
doors-none = None of them now

# Pace, and closing well
mine-pace = How often
mine-pace-line = Weekly, monthly, with the seasons, or closing well
pace-title = How often
pace-deck = Opening this less is a good sign. On the days between, nothing is offered and nothing is owed.
pace-how = Steps may come
pace-comes = As they come
pace-weekly = Once a week
pace-monthly = Once a month
pace-seasons = With the seasons
pace-keep = Keep it so
pace-close = Close Hearth well
pace-closed-title = Closed well
pace-closed-deck = No steps are offered. Your pages, your keys and your paper code are as they were.
pace-open = Open it again
pace-open-said = Open again. Nothing was lost.
close-title = Close Hearth well
close-deck = Some things have done their work. You can close this and keep what it gave you.
close-1 = No steps come any more. Writing, reading and Help stay open.
close-2 = Nothing is deleted, and nobody is told.
close-3 = What comes again for the two of you, such as a walk, needs no program. Put it into a calendar or on the fridge.
close-4 = Keep your paper code. With it you find all this again on another phone.
close-rituals = What comes again
close-book = A small book from your lines
close-do = Close it
close-note = You can open it again on any day.
close-said = Closed well.
