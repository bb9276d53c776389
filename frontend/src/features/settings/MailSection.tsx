import { ButtonLink } from "@/ui/Button";
import { Textarea } from "@/ui/Field";

import { GroupCard } from "./GroupCard";
import { saveMail, type Settings } from "./queries";
import { Setting, TextSetting } from "./Setting";
import { useGroup } from "./useGroup";

/** How mail leaves; the address it leaves from is the mail server's, and set by whoever runs the app. */
export function MailSection({ settings }: { readonly settings: Settings }) {
  const form = useGroup("mail", settings.mail, saveMail, (typed) => ({ ...typed, reply_to: typed.reply_to?.trim() ? typed.reply_to : null }));
  const { values, change, error } = form;
  return (
    <div className="max-w-3xl">
      <GroupCard title="Mail" form={form}>
        <TextSetting
          id="sender_name"
          label="Sender’s name"
          hint="Stands beside the address that mail leaves from. Empty: the address alone."
          value={values.sender_name ?? ""}
          error={error("sender_name")}
          onChange={(sender_name) => change({ sender_name })}
        />
        <TextSetting
          id="reply_to"
          type="email"
          label="Answers go to"
          hint="Where a customer’s reply arrives. Empty: at the address that mail leaves from."
          value={values.reply_to ?? ""}
          error={error("reply_to")}
          onChange={(reply_to) => change({ reply_to })}
        />
        <Setting id="footer" label="Last lines of every mail" hint="Your address, or what the law wants to stand there." error={error("footer")}>
          <Textarea rows={4} value={values.footer ?? ""} onChange={({ target }) => change({ footer: target.value })} />
        </Setting>
      </GroupCard>
      <p className="mt-4 flex flex-wrap gap-2">
        <ButtonLink to="/settings/mail-templates">What mails say</ButtonLink>
        <ButtonLink to="/messages">Mail that failed</ButtonLink>
      </p>
    </div>
  );
}
