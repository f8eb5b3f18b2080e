/**
 * Discord's documented limits. Discord counts code points; here they are held in UTF-16 units, which are
 * never fewer. https://docs.discord.com/developers/resources/message#embed-object-embed-limits
 */
export const maxContent = 2_000;
export const maxEmbedTitle = 256;
export const maxEmbedDescription = 4_096;
export const maxFieldValue = 1_024;
/** Title, description, fields and footer of all embeds of a message together. */
export const maxEmbedTotal = 6_000;
export const maxSelectOptions = 25;
export const maxSelectOptionLabel = 100;
export const maxAutocompleteChoices = 25;
export const maxChoiceName = 100;
export const maxChoiceValue = 100;
export const maxThreadName = 100;
