# The words of printed pages and of the screens before them.  What is printed is read by whoever finds it.

onpaper-shown = This is what goes on paper
onpaper-found = Paper can be found, so choose where it lies.
onpaper-print = Print
onpaper-edge = Your browser may add a line with a date and an address at the edge. “Headers and footers” in its print window turns that off.
onpaper-wait = One moment
onpaper-names-legend = Names
onpaper-names = With our names and words. Without this, no name stands on it.
onpaper-large-legend = Letters
onpaper-large = In large letters
onpaper-away = This stays away until you ask for it, in Mine under “Words for us”.
onpaper-sizes-legend = Which sizes go on it?
onpaper-size = { $n ->
    [one] One minute
   *[other] { $n } minutes
  }
onpaper-minutes = { $n ->
    [one] 1 minute
   *[other] { $n } minutes
  }
onpaper-minutes-and = { $n } min { $s } s
onpaper-seconds = { $n ->
    [one] 1 second
   *[other] { $n } seconds
  }
onpaper-when-ready = when ready
onpaper-at-the-end = to close
onpaper-no-clock = no clock
onpaper-how-long = How long
onpaper-who = Who
onpaper-what = What
onpaper-one = The first
onpaper-other = The second
onpaper-both = Both
onpaper-you = You
onpaper-other-does = The second:
onpaper-one-does = The first:
onpaper-breath = In for { $in } seconds, out for { $out }.
onpaper-steps = Step by step
onpaper-sure = { $sure }. Its letter is { $grade }.
onpaper-touch = Touch needs a yes from both of you, said aloud, on the same day. Each of you can stop at any moment, and nobody asks why.

print-title = On paper
print-deck = You see each page before it is printed. Nothing is sent anywhere but to your own printer.
ideas-print-line = The week, cards, a folded book, all of it in large letters
printing-week = A week for the fridge
printing-week-line = One page, and neutral if you like
printing-book = The folded book
printing-book-line = Lines of one month on one sheet of eight small pages
printing-note = A note for a clinician
printing-note-line = One page to take along, filled in here or by hand
printing-all = All of it, in large letters
printing-all-line = A booklet: help first, then one exercise after another

printexercise-deck = What it is, how it goes, and what to do if it gets hard.
printpage-deck = To read away from the screen.
printcards-deck = { $n ->
    [one] One card
   *[other] { $n } cards
  } on { $sheets ->
    [one] one sheet
   *[other] { $sheets } sheets
  }, eight on each, printed on one side. Cut along the lines, and put them in a jar.

fridge-title = A week for the fridge
fridge-deck = One page from your own plan. With minutes alone, it says nothing to whoever passes by.
fridge-which = Which week?
fridge-this = This week
fridge-next = Next week
fridge-says = What does it say?
fridge-minutes = Minutes alone
fridge-steps = The steps by name
fridge-head = The week
fridge-span = { $from } to { $to }
fridge-joint = { $minutes }, when you both like
ourweek-print = Print it for the fridge

note-title = A note for a clinician
note-deck = What is hard to say aloud can be handed over. Fill in what you like, or print it empty and write by hand.
note-what = What hurts or worries me
note-since = Since when
note-better = What makes it better
note-worse = What makes it worse
note-ask = What I would like to ask
note-medicines = Medicines I take
note-keep-legend = Keep it?
note-keep = Keep it on this device for next time. Without this, it is gone when you leave the page.
note-not-kept = It could not be kept here. What you wrote is still on this page.
note-clear = Clear the page
note-cleared = Cleared.
note-way = A note for a clinician

book-title = The folded book
book-deck = Pages and thanks that both of you can read, as a book of eight small pages. Nothing is in it until you choose it.
book-deck-alone = Lines of your own, as a book of eight small pages. Nothing is in it until you choose it.
book-way = Make a folded book
book-month = Which month?
book-lines = What goes in?
book-line = { $text } ({ $day })
book-empty = There is nothing yet that both of you can read. What you write for both can go in here.
book-empty-alone = There is nothing written yet that could go in.
book-missing = Choose a line
book-full = { $n ->
    [one] The six pages are full, and one line has found no room. Take out another, or keep it for a second book.
   *[other] The six pages are full, and { $n } lines have found no room. Take out others, or keep them for a second book.
  }
book-shows = The sheet. Four pages stand on their heads: folding turns them round
book-page = Page { $n }
book-fold = One sheet, folded in eight and cut in the middle.
book-how = How to fold it
book-how-1 = Fold the sheet in half lengthwise, then in half, then in half again. Open it. It shows eight fields.
book-how-2 = Fold it in half across, short side to short side. Cut from the fold along the dashed line, as far as the next crease. Open it.
book-how-3 = Fold it lengthwise again, with the print outside.
book-how-4 = Take both ends and push them together until the middle opens and closes again as a cross.
book-how-5 = Fold the pages round, the cover in front.
book-year = Twelve such sheets make a small book of a year. Sewing a year into one is not built yet.

booklet-title = All of it, in large letters
booklet-deck = A booklet in letters of eighteen points, to use without a screen.
booklet-rooms = Which parts?
booklet-besides = Besides
booklet-with-help = The help pages first
booklet-numbers = Numbers to call: { $country }
booklet-numbers-none = none yet
booklet-one-road = One road alone
booklet-all = All roads
booklet-make = Put it together
booklet-progress = { $done } of { $of } put together
booklet-stop = Stop
booklet-pages = { $n ->
    [one] About one page
   *[other] About { $n } pages, or { $sheets } sheets printed on both sides.
  }
booklet-long = That is a thick book. One road alone, or one part at a time, makes a thin one.
booklet-contents = What is in it
booklet-help = Help
booklet-weeks = Week by week
booklet-week = Week { $n }: { $title }
