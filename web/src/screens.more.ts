// The screens behind the first visit, with their words: loaded in one piece.
import words from 'strings:en-more';
import day from 'strings:en-day';
import paper from 'strings:en-print';
import sheets from 'strings:en-sheets';
import { addStrings } from './strings/text';
import type { Screen } from './screens';
import { Alarm } from './views/alarm';
import { Calendar, Reminder } from './views/calendar';
import { Card, Cards, KeptCards } from './views/cards';
import { Checkin } from './views/checkin';
import { Devices } from './views/devices';
import { Doors } from './views/doors';
import { Enough, Fit, NotKept, Table } from './views/ends';
import { Exercise } from './views/exercise';
import { Find } from './views/find';
import { Exercises, Ideas, Learn, Learning } from './views/ideas';
import { Invite } from './views/invite';
import { Entry, Journal } from './views/journal';
import { Keeping, Leaving, Locking, NewPass } from './views/keeping';
import { Knows } from './views/know';
import { Answer, HaveLink, Join, Look, NotForMe, TableGuest, Taste, Waiting } from './views/look';
import { Dares, Outings, Tips } from './views/lists';
import { Light, Mine, Time } from './views/mine';
import { CloseWell, Pace } from './views/pace';
import { Paper, Recover } from './views/paper';
import { Cause, Picture } from './views/picture';
import { Player } from './views/player';
import { PrintAll } from './views/print/booklet';
import { PrintCards, PrintExercise, PrintPage } from './views/print/exercise';
import { PrintBook } from './views/print/folded';
import { PrintWeek } from './views/print/fridge';
import { PrintNote } from './views/print/note';
import { loadPaper } from './views/print/onpaper';
import { Printing } from './views/print/printing';
import { Prompts } from './views/prompts';
import { Reflect } from './views/reflect';
import { Ritual, RitualReview, Rituals } from './views/rituals';
import { SheetPage, Sheets } from './views/sheets';
import { Today } from './views/today';
import { Track, Tracks } from './views/tracks';
import { Trends } from './views/trends';
import { AtTable, Names, Never, Notes, OurWeek, SharedPages, Us } from './views/us';
import { Words } from './views/words';

addStrings(words);
addStrings(day);
addStrings(paper);
loadPaper();
addStrings(sheets);

export const screens: Record<string, Screen> = {
  notkept: NotKept, fit: Fit, table: Table, enough: Enough, paper: Paper, recover: Recover, invite: Invite, havelink: HaveLink,
  look: Look, taste: Taste, answer: Answer, tableguest: TableGuest, notforme: NotForMe, join: Join, waiting: Waiting, devices: Devices,
  keeping: Keeping, locking: Locking, leaving: Leaving, newpass: NewPass, today: Today, player: Player, exercise: Exercise,
  checkin: Checkin, journal: Journal, entry: Entry, find: Find, reflect: Reflect, trends: Trends, picture: Picture, cause: Cause, ideas: Ideas,
  exercises: Exercises, learning: Learning, learn: Learn, printing: Printing, cards: Cards, card: Card, keptcards: KeptCards,
  printcards: PrintCards, printexercise: PrintExercise, printpage: PrintPage, printweek: PrintWeek, printnote: PrintNote, printbook: PrintBook,
  printall: PrintAll, prompts: Prompts, mine: Mine, words: Words, time: Time, light: Light, us: Us, attable: AtTable, notes: Notes,
  sharedpages: SharedPages, ourweek: OurWeek, names: Names, never: Never, know: Knows, alarm: Alarm, sheets: Sheets, sheet: SheetPage,
  tracks: Tracks, track: Track, outings: Outings, dares: Dares, tips: Tips, rituals: Rituals, ritual: Ritual, ritualreview: RitualReview,
  calendar: Calendar, reminder: Reminder, pace: Pace, closewell: CloseWell, doors: Doors,
};
