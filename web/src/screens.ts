// Every screen by its name.  A screen is a component of { params }.
import type { ComponentType } from 'preact';
import { Alarm, Blank, Unsupported } from './views/alarm';
import { Devices } from './views/devices';
import { Enough, Fit, NotKept, Table } from './views/ends';
import { FirstPage, WishSays } from './views/firstpage';
import { Help, HelpPage } from './views/help';
import { Invite } from './views/invite';
import { Keep } from './views/keep';
import { Keeping, Leaving, Locking, NewPass } from './views/keeping';
import { Knows } from './views/know';
import { Answer, HaveLink, Join, Look, NotForMe, TableGuest, Taste, Waiting } from './views/look';
import { Paper, Recover } from './views/paper';
import { PathChoice, SafetyQuestions } from './views/safety';
import { Around, AroundNote, Setup, SetupNote, Wish } from './views/taps';
import { Forgot, Unlock } from './views/unlock';
import { PhoneSafe, Welcome } from './views/welcome';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- params differ from screen to screen
export type Screen = ComponentType<{ params: any }>;

export const screens: Record<string, Screen> = {
  blank: Blank, welcome: Welcome, phonesafe: PhoneSafe, wish: Wish, around: Around, setup: Setup, setupnote: SetupNote, aroundnote: AroundNote,
  firstpage: FirstPage, wishsays: WishSays, safety: SafetyQuestions, path: PathChoice, keep: Keep, notkept: NotKept, fit: Fit, table: Table,
  enough: Enough, unlock: Unlock, forgot: Forgot, paper: Paper, recover: Recover, invite: Invite, havelink: HaveLink, look: Look, taste: Taste,
  answer: Answer, tableguest: TableGuest, notforme: NotForMe, join: Join, waiting: Waiting, devices: Devices, know: Knows, alarm: Alarm,
  unsupported: Unsupported, help: Help, helppage: HelpPage, keeping: Keeping, locking: Locking, leaving: Leaving, newpass: NewPass,
};
