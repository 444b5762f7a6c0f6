import type { CaptionStyle } from '../project/schema/text.ts';
/** What a look decides; where captions stand and how long their lines are stays as it was. */
export type CaptionLook = Pick<CaptionStyle, 'preset' | 'animation' | 'text'>;
/** The looks an author chooses from, by name. */
export declare const captionLooks: {
    readonly boxed: {
        readonly preset: 'boxed';
        readonly animation: 'plain';
        readonly text: Readonly<{
            fontFamily: string;
            fontWeight: 400 | 500 | 600 | 700 | 800;
            size: number;
            colour: string;
            align: "center" | "end" | "start";
            lineHeight: number;
            outlineColour: string | null;
            outlineWidth: number;
            boxColour: string | null;
            boxPadding: number;
            boxRadius: number;
        }>;
    };
    readonly plain: {
        readonly preset: 'plain';
        readonly animation: 'plain';
        readonly text: Readonly<{
            fontFamily: string;
            fontWeight: 400 | 500 | 600 | 700 | 800;
            size: number;
            colour: string;
            align: "center" | "end" | "start";
            lineHeight: number;
            outlineColour: string | null;
            outlineWidth: number;
            boxColour: string | null;
            boxPadding: number;
            boxRadius: number;
        }>;
    };
    readonly karaoke: {
        readonly preset: 'boxed';
        readonly animation: 'karaoke';
        readonly text: Readonly<{
            fontFamily: string;
            fontWeight: 400 | 500 | 600 | 700 | 800;
            size: number;
            colour: string;
            align: "center" | "end" | "start";
            lineHeight: number;
            outlineColour: string | null;
            outlineWidth: number;
            boxColour: string | null;
            boxPadding: number;
            boxRadius: number;
        }>;
    };
    readonly word: {
        readonly preset: 'plain';
        readonly animation: 'word';
        readonly text: {
            readonly fontFamily: string;
            readonly fontWeight: 400 | 500 | 600 | 700 | 800;
            readonly colour: string;
            readonly align: "center" | "end" | "start";
            readonly lineHeight: number;
            readonly outlineColour: string | null;
            readonly outlineWidth: number;
            readonly boxColour: string | null;
            readonly boxPadding: number;
            readonly boxRadius: number;
            readonly size: 104;
        };
    };
};
export type CaptionLookName = keyof typeof captionLooks;
export declare const captionLookNames: readonly ["boxed", "plain", "karaoke", "word"];
/** The look a style began with. */
export declare function lookOf({ preset, animation }: CaptionStyle): CaptionLookName;
