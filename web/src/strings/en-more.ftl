# The words of screens behind the first visit: paper, inviting, keeping, devices, the check page.

## Paper

paper-title = Paper code
paper-deck = Twenty-eight letters on paper bring everything back when a phone is lost or a passphrase forgotten.
paper-note = Whoever finds it can do the same. Put it where only you look. A new code makes the old one worthless.
paper-none = Not made yet. Until then a lost phone loses its pages
paper-since = Made on { $date }
paper-make = Make a paper code
paper-busy = Making it
paper-code = Paper code
paper-write = Write it down
paper-write-deck = By hand, on paper. Please take no photograph: pictures are copied to other places.
paper-letters = There is no O, I, L or U in it. Capitals or not makes no difference.
paper-written = I have written it down
paper-print = Print this page
paper-again = Two groups, once more
paper-again-deck = Read them from your paper. It counts only when both are right.
paper-group = Group { $n } of seven
paper-missing = Both groups first
paper-slip = One of the groups does not match. Compare your paper with the code; you can go back and see it again.
paper-confirm = They match
paper-laying = Laying it down
paper-done = The paper code holds from now on.

recover-title = Come back by paper
recover-deck = Type the code from your paper and choose a new passphrase for this device.
recover-note = Your other devices are shut out, in case one was lost or taken. You can add them again.
recover-demo-title = A home to look around in
recover-demo = Its two people are invented, and so is every line they wrote. The code is filled in; choose any passphrase.
recover-demo-note = Keep nothing of your own in here: whoever has this link can open it. Opening it again elsewhere shuts this device out.
recover-code = The twenty-eight letters
recover-pass = A new passphrase
recover-missing = All seven groups first
recover-slip = There is a slip in the code. Compare each group with your paper.
recover-unknown = This code is not known here. A newer one may have replaced it, or it belongs to another server.
recover-busy = Bringing it back
recover-go = Bring it back
recover-done = You are back
recover-newest = The newest page is from { $date }.
recover-empty = No pages had been copied yet.
recover-fresh = What was written later on a lost device, and never copied, is not here.
recover-compare = If you can, compare
recover-compare-note = Your partner’s device shows eight words too, under What others could know. If they are the same, nothing is missing between you.
recover-new-paper = Make a new paper code
recover-today = To Today

## Inviting

invite-title = Invite your partner
invite-deck = They get a text and a link. They can look for two minutes without joining, and you are not told whether they did.
invite-1 = No is a fine answer. Asking twice is asking once too often.
invite-2 = Nothing you wrote for yourself becomes theirs to read.
invite-3 = The link holds for two days. You can burn it at any time.
invite-make = Make the invite
invite-busy = Making it
invite-ready = Your invite
invite-ready-deck = Send the text with the link, or let them point their phone’s camera at the square.
invite-qr = A code for the camera. It says the same as the link.
invite-expires = It holds for about { $hours } { $hours ->
    [one] hour
   *[other] hours
}.
invite-share = Send it
invite-copy = Copy text and link
invite-copy-link = Copy only the link
invite-burn = Burn this invite
invite-wait = When an answer comes, eight words appear here. You then compare them by voice. Until then there is nothing to see, and nothing to wait for.
invite-done = That is all for today
burn-title = Burn this invite?
burn-deck = The link stops working at once. You can make another.
burn-yes = Burn it
burn-no = Keep it
letin-title = Are these the same words?
letin-deck = Someone answered your invite. Let your partner read their eight words aloud, on the phone or in the room.
letin-same = Compare all eight
letin-same-note = If even one differs, somebody is between you. Say no; nothing is lost.
letin-yes = All eight are the same
letin-no = They differ
letin-unsure = I am not sure
letin-pass = Your passphrase, to sign them in
letin-go = Let them in
letin-busy = Signing them in
letin-done = You are two now. What you share from here on, both of you can read.

own-title = Another device of yours
own-deck = A second phone or a computer. It reads and writes all that this one does.
own-1 = Only for a device that nobody else opens.
own-2 = The link holds for a quarter of an hour.
own-3 = Both devices then show eight words to compare.
own-make = Make the link
own-ready = On the other device
own-ready-deck = Point its camera at the square, or open the link there.
own-link = The link
own-expires = It holds for a quarter of an hour.
own-wait = When the other device answers, eight words appear here.
own-letin-deck = Your other device shows eight words as well. Are they the same?
own-in = The device is yours now. It fetches what there is.

## Being invited

havelink-title = You were sent a link
havelink-deck = Paste the whole link here. Looking does not join you, and nobody is told.
havelink-label = The link
havelink-missing = The link first
havelink-bad = This is not a whole invite link. It ends with #i1. and 43 letters.
havelink-go = Look
look-gone = This invite is no longer there
look-gone-go = Look around without it
look-taste = A taste of it
look-answer = I know my answer
look-no = Not for me
taste-note = Nothing you tap here is kept or sent.
taste-ask = Which of these would you not mind being asked?
taste-a = What did you eat as a child when you were ill?
taste-b = What could I take off your hands this week?
taste-c = When did we last laugh at the same thing?
taste-none = None of them
worth-ask = What would make this worth it?
worth-none = Nothing just now
week-title = The first week would be this
week-deck = Two steps, eleven minutes. Nothing about touch, nothing about what went wrong.
week-1-when = one evening
week-1 = One question each at the table. 8 minutes
week-2-when = another
week-2 = One thing the other made easier, said in one line. 3 minutes
answer-title = Your answer
answer-deck = Three of the same worth. You can change it later.
answer-join = Join
answer-join-line = A name or an initial, a passphrase of your own, and your own private pages.
answer-table = Only at the table
answer-table-line = Now and then, on the other’s phone between two plates. No account.
answer-no = Not for me
answer-no-line = Closes this. Nobody is told.
tableguest-say = You can say it like this: “I looked. I would do one of those at the table with you, without joining.”
notforme-title = That is all right
notforme-deck = Nothing was kept and nobody is told that you looked.
notforme-say-note = If you would like a sentence to say:
notforme-say = “I looked at it. It is not for me, and I am glad you asked. Tell me what you are missing, over a cup of something.”
notforme-help = I feel pushed
join-title = Join
join-deck = Your own name, your own passphrase. Neither your partner nor the host can read what you write for yourself.
join-lost = Nobody can open it for you. A paper code helps; it is offered in a day or two.
join-name-hint = Your partner sees it.
join-busy = Answering
join-go = Join
joinown-title = Make this device yours
joinown-deck = Choose a passphrase for this device. It may be the same as on the other one.
joinown-go = Answer
waiting-title = Eight words
waiting-deck = Read them aloud to the one who invited you. If their eight are the same, they let you in.
waiting-own = Compare them with the eight on your other device. If all are the same, let this one in there.
waiting-note = This page goes on by itself. There is no hurry; you can do it another day.
waiting-close = If the words differ, stop here and tell them so by voice.
waiting-stop = Stop and go back

## Keeping

keeping-deck = How what you wrote is kept, and who opens it.
keeping-copying = It goes across now.
sync-ok = All of it is copied.
sync-offline = Home cannot be reached right now. What you wrote is safe on this device and goes when it can. The rest works as usual.
sync-busy = It is going across.
stays-note = You said that somebody else set this up, or that you do not know. So your private pages stay on this device. If it is lost, they are lost.
stays-allow = Copy them to the server too, sealed
sync-held = Some of it waits on this device until you ask.
sync-full = The server is full. What you wrote is safe here. Tell the host that there is no room left.
sync-refused = The server did not take the last entry. It is safe on this device. Close Hearth and open it again; if it stays, tell the host.
sync-unsent = { $n ->
    [one] Not copied yet: one entry. Private writing goes across with a delay, so that its minute says nothing.
   *[other] Not copied yet: { $n } entries. Private writing goes across with a delay, so that its minute says nothing.
}
sync-now = Copy it now
locking-title = Locking
locking-deck = Leaving this page, closing the tab and a quarter of an hour out of sight lock it.
locking-usual = When I leave, or after fifteen minutes out of sight
locking-strict = Every time the page is closed or loaded again
locking-usual-note = Until then the tab holds a key. Browsers may keep such keys on disk.
locking-strict-note = No key is kept for the tab. You type the passphrase at each opening.
leaving-title = Where Leave goes
leaving-deck = The door empties the screen, takes the key away and opens a plain page.
leaving-note = Traces can remain: the history of the browser, the icon, a spying program. The door hides a screen, no more.
leaving-label = An address, or nothing for an empty page
leaving-hint = a weather page, for example
leaving-blank = An empty page
leaving-bad = This is not an address. Write it as in weather.example, or leave it empty.
leaving-keep = Keep
leaving-kept = Leave goes there from now on.
newpass-title = Another passphrase
newpass-deck = For this device only. Your other devices keep theirs.
newpass-now = The one you use now
newpass-next = The new one
newpass-busy = Changing the lock
newpass-go = Change it
newpass-done = The new passphrase holds from now on.
devices-title = Your devices
devices-deck = Each has its own passphrase and opens the same pages.
devices-partner = Your partner has { $n ->
    [0] no device yet
    [one] one device
   *[other] { $n } devices
}. They could see this number for you too.
device-this = This device
device-other = Device { $n }
device-added = Added on { $date }
device-add = Add a device
device-take-out = Take it out
device-out-title = Take this device out?
device-out-note = It cannot read anything new from then on. What it has already copied stays on it.
device-out-go = Take it out
device-out-busy = Changing the locks
device-out = The device is out. New pages use new keys.
forget-device = Remove Hearth from this device
forget-title = Remove Hearth from this device?
forget-deck = { $n ->
    [0] Everything here has been copied. With your paper code or another device you can come back.
   *[other] { $n } entries here have not been copied and would be lost. Without a paper code or another device you cannot come back.
}
forget-yes = Remove it
forget-no = Leave it here

## Check

check-title = What this phone can do
check-deck = Nothing is kept or sent. Read the lines aloud to whoever helps you.
check-wasm = Program core
check-store = Store of its own
check-persist = Store kept by the browser
check-locks = One voice for several tabs
check-channel = Tabs hear each other
check-kdf = Time to open with a passphrase
check-wake = Screen can stay lit
check-sw = Opens without network
check-secure = Locked connection
check-bell = Bell
check-voices = Voices that stay on this phone
check-session = Memory of the tab
check-yes = yes
check-no = no
check-ms = { $ms } ms
check-some = { $n }
check-play = Play the bell
check-bell-note = Tap, lock the phone, and listen: there are three bells, ten seconds apart.
check-again = Run again
## Ends

fit-title = Where would a small step fit?
fit-deck = Hearth keeps steps to that size and sends no reminders.
fit-when = When
fit-morning = With the first coffee
fit-day = In the middle of the day
fit-evening = After the day’s work, or bedtime for children
fit-bed = Before sleep
fit-minutes = How long
fit-2 = Two minutes
fit-10 = About ten
fit-20 = Twenty or more
fit-skip = Decide later

enough-title = That is all for today
enough-look = Look at today anyway

