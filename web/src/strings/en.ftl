# The words of the interface: arriving, keeping, inviting, help, and all that stands on every page.
# Second person, short sentences, no blame, no promise. An error says what happened and what to do.

app-name = Hearth
dull-title = Notes
leave = Leave
leave-hint = Leaves at once. Shift three times does the same.
back = Back
next = Next
go-on = Go on
understood = I have read this
later = Later
yes = Yes
no = No
rather-not = I would rather not say
your-answer = Your answer
choose-one = Choose one first
folio = { $at } of { $of }
places = Contents
place-today = Today
place-us = Us
place-mine = Mine
place-ideas = Ideas
place-help = Help
field-show = Show
field-hide = Hide
gone-title = This page is not here
gone-words = It could not be read. Go back and try once more.
late-title = One moment
late-deck = A part of the program has not arrived yet. If the network is slow, wait a little.
late-again = Ask for it again
broke-title = This page came apart
broke-deck = Something in it did not work. Nothing you kept is lost. Go back and open it again.
plain-http = The connection is not locked. Whoever controls this network could change the program.
plain-http-more = What that means

who-me = Only you can read this
who-us = Both of you can read it
your-partner = your partner
you = you
words-them = them
words-their = their
words-the-chest = the chest
words-the-genitals = the genitals

## Arriving

welcome-line = Two people can be fond of each other and still lose the thread. Here are small steps for picking it up, at your pace.
welcome-before = Before you start
welcome-1 = It is for adults. It is not therapy, and it promises nothing.
welcome-2 = Use a phone that nobody else opens. <safe>Is this one safe?</safe>
welcome-3 = Try Leave, at the top. It works at once.
welcome-4 = Nothing is kept yet. Later, whoever runs the server could see <know>this much</know>.
welcome-go = I am an adult. Look around
welcome-link = I was sent a link
welcome-paper = I have a paper code

taps-note = Held on this screen only. Nothing is kept yet.
wish-ask = What would you like more of?
wish-ease = Ease between us
wish-heard = Being heard
wish-affection = Affection
wish-fewer-rows = Fewer quarrels
wish-room = Room for myself
wish-play = Play and lightness
wish-none = None of these
around-ask = What is around you just now?
around-baby = A small child
around-long-days = Long days
around-apart = Living apart
around-ill = Pain or illness
around-broken-trust = Broken trust
around-very-low = Being very low
around-none = None of these
setup-note = Hearth runs on somebody’s computer. It matters whose.
setup-ask = Who set this up?
setup-me = I did
setup-partner = My partner did
setup-other = Someone else did
setup-unknown = I don’t know

firstpage-title = A moment when it was easy
firstpage-label = One line
firstpage-hint = We missed the bus and walked
firstpage-who = Nobody reads this, and it is not kept yet
firstpage-missing = A few words are enough
firstpage-show = Set it as a page
firstpage-skip = Nothing comes just now
firstpage-set = The first page of a small book.
firstpage-set-note = Say it aloud at the table one day, keep it for yourself, or let it go. If you keep it, only you can read it.
firstpage-keep = Keep it with the rest
firstpage-said = I will say it
firstpage-letgo = Let it go

safety-title = Nine private questions
safety-here = I am alone. Answer here
safety-head = In my head
safety-read = Read them
safety-only-head = As someone else runs this, there is nothing to tap. Read the questions and answer in your head.
safety-note = For you alone. As published, Hearth keeps and sends none of this. You can also answer in your head.
safety-note-head = Answer in your head. There is nothing to tap and nothing is kept.
safety-folio = { $at } of { $of }, the same for everyone
safety-after = The same page for everyone
safety-choose = Choose how to begin
pulse-title = Three private questions
pulse-before = Every four weeks three of the private questions come back, the same for everyone. Are you alone, and is this a good place? If not, choose Later. As published, Hearth keeps and sends none of your answers. You can read them and answer only in your head.
pulse-stay = Leave my way as it is
pulse-choose = Choose my way again

path-title = How would you like to go on?
path-deck = They are all of the same worth. You can change on any day, and nobody asks why.
path-note = Only you know which one you choose. From outside they look alike.
path-fit-together = Going by what you said, any of them can fit.
path-fit-light = Going by what you said, Light or Alone may fit better for now.
path-fit-alone = Going by what you said, Alone may fit better for now, or Light if Alone would be noticed.
path-alone = Alone
path-alone-line = Six weeks that stand by themselves. Nothing for two is ever due.
path-light = Light
path-light-line = Walks, films, food, playful cards. No hard talks, no touch.
path-table = At the table
path-table-line = Both of you, on this phone between two plates. No second account.
path-invite = Invite
path-invite-line = Your partner gets a link, looks first, and answers freely.
path-both = Together
path-both-line = Steps for yourself, and steps for two when you both like.
path-more = Read more about these ways

keep-title = Shall we keep it?
keep-deck = A name or an initial, and a passphrase. What you write is locked with it before it leaves this device.
keep-lost = Nobody can open it for you, not even whoever runs the server. For the first days, a lost phone or a forgotten passphrase means lost pages. A paper code helps; it is offered in a day or two.
keep-unreached = The server cannot be reached right now. You can keep this on the phone, and it is copied later.
keep-name = Your name, or an initial
keep-name-hint = Only you see it, until someone you let in.
keep-token = Set-up word
keep-token-hint = Whoever runs the server gets one with the command: hearth new-space
keep-missing-name = A name or an initial first
keep-missing-pass = A passphrase first
keep-missing-token = The set-up word is missing
keep-go = Keep it
keep-busy = Locking it
keep-close = Close without keeping

pass-offers = Choose a passphrase
pass-write = Write it down on paper for now, somewhere only you look.
pass-others = Three others
pass-own = Make my own
pass-show-offers = Show me offers
pass-label = Your own passphrase
pass-hint = Several words are easier to remember than signs and figures.
pass-short = Too short to hold. Add a word or two.
pass-fair = It holds against people. A longer one also holds against machines.
pass-good = This holds.
pass-again = Your passphrase


## Opening again

unlock-title = Welcome back
unlock-deck = Your pages are locked on this device.
unlock-label = Your passphrase
unlock-missing = Your passphrase first
unlock-go = Open
unlock-busy = Opening
unlock-wrong = That is not the passphrase. Capitals and spaces count.
unlock-forgot = I have forgotten it
forgot-title = A forgotten passphrase
forgot-deck = Nobody has a copy of it, so nobody can send it to you. There are three ways.
forgot-1 = With your paper code you come back on any device, with a new passphrase.
forgot-2 = On another device of yours that still opens, make a paper code or add this one anew.
forgot-3 = Without either, what only you could read is lost. Your partner can invite you again, and what you both could read comes back.

know-title = What others could know

## Where it cannot run

unsupported-title = This browser cannot open Hearth
unsupported-deck = Hearth locks everything inside the browser. Two parts for that are missing here.
unsupported-1 = A private window often has no store of its own. Try an ordinary one.
unsupported-2 = On an iPhone, Lockdown Mode switches these parts off. It can be lifted for one site in the settings of Safari.
unsupported-3 = An older browser may need an update.

## Help

help-title = You need not be sure
help-deck = And you need not explain. Nothing here is kept or sent, and nobody is told.
help-lines = Someone to call
help-pages = Pages
help-country = Choose a country
help-country-note = Each shows its emergency number. Behind it are people to talk to. Your choice is not kept.
help-change = { $country }: change
help-clearing = Clearing the call list
help-unchecked = Nobody has checked these numbers lately. If one does not work, the emergency number does.
help-nolines = The numbers could not be read. In most of Europe 112 works, in North America 911.
line-danger = In danger now
line-violence = Afraid of your partner, or hurt
line-sexual = After sexual violence
line-men = For men who are hurt or afraid
line-crisis = Not wanting to live
line-own-conduct = Worried by what you might do

## What went wrong

fault-other = It did not work ({ $name }). Nothing is lost. Try again in a moment.
fault-offline = The server cannot be reached right now. Try again when you are in reach.
fault-network = The server cannot be reached right now. Try again when you are in reach.
fault-forged = That does not open it. Check each word.
fault-toobig = This is longer than one page can hold. Shorten it, or make two of it.
fault-malformed = Something in what you wrote could not be read. Look through it once more.
fault-denied = This is not possible just now.
fault-conflict = Another window was quicker. Try once more.
fault-gone = The invite was taken back, has run out, or never was here. Ask for a new one.
fault-taken = Someone else has already answered this invite. Ask for a new one.
fault-token = The set-up word is not right, or was used already. Ask whoever runs the server for a new one.
fault-full = The server or this device is full. Free some room, then try again.
fault-quota = This device is full. Free some room, then try again.
fault-busy = The server is busy. Try again in a minute.
fault-version = This was changed on another device in the meantime. Try once more.
fault-nomem = This device is short of memory. Close other pages and try again.
fault-broken = It stopped working in the background. Load the page again; nothing you kept is lost.
fault-missing = A part of the program could not be loaded. Load the page again.
fault-unknown = That is not known here.
fault-many = Three invites are open already. Take one back first.
fault-clock = The clock of this device is far off. Set it right and try again.
fault-nocold = This can only be done on the device where you began, or after coming back by paper.
fault-revoked = This device was taken out from another of your devices. What it holds stays readable here.
fault-exists = Hearth is already kept on this device. Open it, or remove it first.

