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
invite-3 = The link holds for two days. You can take it back at any time.
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
invite-burn = Take the invite back
invite-wait = When an answer comes, eight words appear here. You then compare them by voice. Until then there is nothing to see, and nothing to wait for.
invite-done = That is all for today
burn-title = Take the invite back?
burn-deck = The link stops working at once. You can make another.
burn-yes = Take it back
burn-no = Leave it open
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
havelink-bad = This is not the whole link. Copy all of it, to the last letter.
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
join-deck = Your own name, your own passphrase. Neither your partner nor whoever runs the server can read what you write for yourself.
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
waiting-close = If the words differ, stop here and say so by voice.
waiting-close-own = If the words differ, stop here and make another link.
waiting-stop = Stop and go back

## Keeping

keeping-deck = How what you wrote is kept, and who opens it.
keeping-copying = It is being copied now.
sync-ok = All of it is copied.
sync-offline = The server cannot be reached right now. What you wrote is safe on this device and is copied when it can be. The rest works as usual.
sync-busy = It is being copied.
stays-note = You said that somebody else set this up, or that you do not know. So your private pages stay on this device. If it is lost, they are lost.
stays-allow = Copy them to the server too, sealed
sync-held = Some of it waits on this device until you ask.
sync-full = The server is full. What you wrote is safe here. Tell whoever runs the server that there is no room left.
sync-refused = The server did not take the last entry. It is safe on this device. Close Hearth and open it again; if it stays, tell whoever runs the server.
sync-unsent = { $n ->
    [one] Not copied yet: one entry. Private pages are copied later, so that the time says nothing about you.
   *[other] Not copied yet: { $n } entries. Private pages are copied later, so that the time says nothing about you.
}
sync-now = Copy it now
locking-title = Locking
locking-deck = Leaving this page, closing the tab and a quarter of an hour out of sight lock it.
locking-usual = When I leave, or after fifteen minutes out of sight
locking-strict = Every time the page is closed or loaded again
locking-usual-note = Until then the tab holds a key. Browsers may keep such keys on disk.
locking-strict-note = No key is kept for the tab. You type the passphrase at each opening.
leaving-title = Where Leave goes
leaving-deck = Leave empties the screen, takes the key away and opens a plain page.
leaving-note = Traces can remain: the history of the browser, the icon, a spying program. Leave hides a screen, no more.
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
}. Your partner can see how many you have, too.
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
check-wasm = The program can run
check-store = Store of its own
check-persist = Store kept by the browser
check-locks = Several tabs take turns
check-channel = Tabs hear each other
check-kdf = Time to open with a passphrase
check-wake = Screen can stay lit
check-sw = Opens without network
check-secure = Locked connection
check-voices = Voices that stay on this phone
check-session = A tab remembers until it is closed
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

## What others could know

know-deck = Nobody can read what you write. But running a letter box shows when letters come. This is all of it.
know-host = Whoever runs the server
know-host-1 = That somebody uses Hearth here, and whether it is one person or two.
know-host-live = That { $devices ->
    [one] one device of yours uses Hearth here
   *[other] { $devices } devices of yours use Hearth here
}, with { $events } sealed entries so far.
know-host-2 = The minute in which each sealed entry arrived, from which device, and roughly how large it is, in five sizes.
know-host-3 = Your network address while you are connected. As published, Hearth writes it down nowhere.
know-host-4 = That an invite is open, that a newcomer was let in, that a device came or went, and that a paper code was made or used.
know-host-not = Not the words, not what kind of entry it is, not your name, not your answers.
know-partner = Your partner
know-partner-1 = What you chose to share, and when you wrote it. Hearth shows the day; an altered copy of it could show the minute.
know-partner-2 = How many devices you have, and when each came.
know-partner-live = How many devices you have ({ $devices }), and when each came. You can see the same of your partner ({ $partner }).
know-partner-3 = Not when you are here, not what you read, not your private pages.
know-code = The one honest gap
know-code-1 = The program comes from the server each time. Whoever runs the server could hand out a changed one that keeps what you type.
know-code-2 = If you do not trust them, answer in your head, write nothing you would not want read, or use a server that somebody else runs.
know-phone = This phone
know-phone-1 = The browser’s history shows the address of this server, never which page you read.
know-phone-2 = While it is open, a key lies in the tab’s memory, and browsers may write that to disk. Locking removes it.
know-phone-4 = While it is locked, somebody who looks into the browser’s store sees how many notes and entries lie there, roughly how large they are, and when it was last used. Not what they are about, and no word of them.
know-phone-3 = Somebody with your unlocked phone, or a spying program on it, sees what you see.
know-phone-more = Before you look further
know-same = Do we both see the same?
know-doubt = Your partner’s phone says that the list of members and devices looked different over there. One of you was shown another past, or one of the programs was changed. Compare these eight words aloud before you write more for both.
know-source = Hearth is free software (GNU AGPL, version 3 or later). Whoever runs it for you must give you the source of what they run, if you ask.
know-same-note = Read these eight words to each other while both of you are online. If they are the same, the server shows you both the same history.
know-nobody = Everyone else
know-nobody-1 = Nothing on these pages is fetched from elsewhere, nothing is counted, and nothing is sent to anybody else.
know-http = This connection is not locked. On this network somebody could read the times and sizes, and change the program on its way. Use it at home for a first evening, and ask whoever runs the server for an https address.

## Alarms

alarm-title = Something at the server is not right
alarm-deck = Hearth has stopped exchanging anything. Nothing you wrote is lost, and everything on this device can be read.
alarm-seen = What was seen
alarm-do = What you can do
alarm-do-1 = Go on reading and writing. It stays on this device for now.
alarm-do-2 = If you can do so safely, ask your partner in person, and compare what each of you sees.
alarm-do-3 = Ask whoever runs the server whether an old backup was put back. Show them the word below.
alarm-name = The name of this alarm: { $name }
alarm-word-epoch = old-key
alarm-word-dev_seq = order
alarm-read = I have read this
alarm-again = It was put right. Look again
alarm-frame = The server sent pages whose form is broken.
alarm-place = The server mixed in pages that belong to other people.
alarm-device = The server holds pages from a device that nobody has let in.
alarm-right = The server holds pages in a place where their writer may not write.
alarm-signature = The server holds a page whose signature is wrong. Somebody may have tried to write in another’s name.
alarm-dev_seq = Pages of one device are missing or doubled in the server’s order.
alarm-base = Two pages tell different stories of what came before them. The server may show each of you something else.
alarm-history = What the server says came before is not what this device remembers. An old backup may have been put back.
alarm-epoch = The server holds a page locked with a key that was out of use.
alarm-clock = The server’s order of time runs backwards by more than a day.
alarm-membership = The list of who belongs here was changed in a way that nobody signed.
alarm-rollback = The server shows an older state than before. An old backup may have been put back.
alarm-copied = This device seems to exist twice: the same place was written with other words. Somebody may have copied it.
alarm-other = The server’s store broke one of the rules that keep your pages in order.

## Who is it for

who-sealed = Sealed until you have both written
who-device = Only on this device
audience-legend = Who is this page for?
audience-me = Only me
audience-us = Both of us
audience-sealed = Sealed until we have both written
audience-device = Only me, on this device
audience-me-says = Nobody else can open this page, and nobody is told that you wrote.
audience-us-says = Your partner will see the page as it stands here, and its date. Nothing else.
audience-sealed-says = Your partner sees that something is sealed. It opens for both of you at once, when both have written.
audience-device-says = It stays on this device and is not copied. If the device is lost, this page is lost too.

# said on several pages
not-now = Not now
close = Close this
copied = Copied.
copy-by-hand = This browser does not copy by itself. Press on the text and choose Copy.
scale-less = Less
scale-more = More
scale-none = no answer yet
scale-value = { $value } of 10, from { $low } to { $high }
notkept-title = Nothing was kept
notkept-deck = What you tapped and wrote is gone from this page, and nothing was sent. You can come back at any time.
notkept-leave = Leave
notkept-again = Begin again
lock-now = Lock now
keeping-title = Keeping
