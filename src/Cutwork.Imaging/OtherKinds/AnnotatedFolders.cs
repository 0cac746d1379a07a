namespace Cutwork.Imaging;

/// <summary>Folders of pictures beside folders of what is said about them: boxes, masks, outlines.</summary>
internal static class AnnotatedFolders
{
    private static readonly HashSet<string> PictureWords =
    [
        "image",
        "images",
        "img",
        "imgs",
        "jpegimages",
        "jpg",
        "jpgs",
        "jpeg",
        "jpegs",
        "png",
        "pngs",
        "photo",
        "photos",
        "picture",
        "pictures",
        "leftimg",
        "input",
        "inputs",
        "rgb",
        "data",
        "original",
        "originals",
        "raw",
        "frames",
        "src",
        "source",
    ];

    private static readonly HashSet<string> AnnotationWords =
    [
        "mask",
        "masks",
        "label",
        "labels",
        "annotation",
        "annotations",
        "annot",
        "annots",
        "anno",
        "annos",
        "ann",
        "anns",
        "gt",
        "gts",
        "gtfine",
        "gtcoarse",
        "groundtruth",
        "truth",
        "segmentation",
        "segmentations",
        "segmentationclass",
        "segmentationobject",
        "seg",
        "segm",
        "trimap",
        "trimaps",
        "xml",
        "xmls",
        "bbox",
        "bboxes",
        "boxes",
        "json",
        "jsons",
        "caption",
        "captions",
        "keypoints",
        "polygons",
        "target",
        "targets",
        "lbl",
        "lbls",
        "matte",
        "mattes",
    ];

    // They may stand in either kind of name and decide nothing: "left_images", "train_masks_v2", "ground_truth".
    private static readonly HashSet<string> Fillers =
    [
        "left",
        "right",
        "bit",
        "ground",
        "pixel",
        "semantic",
        "instance",
        "instances",
        "binary",
        "color",
        "class",
        "object",
        "all",
        "set",
        "dataset",
        "v",
        "x",
        "y",
        "cls",
        "loc",
    ];

    /// <summary>True for a folder of pictures that is called so, or after a part.</summary>
    public static bool IsPictures(FolderSurvey folder) => IsPictureName(folder.Name) && folder.HasPictures;

    public static OtherKind? Found(FolderSurvey folder)
    {
        FolderSurvey[] said = [.. folder.Folders.Where(inner => IsAnnotations(inner, folder) && !IsHollow(inner))];
        if (said.Length == 0)
            return null;
        FolderSurvey? pictures = Array.Find(
            folder.Folders,
            inner =>
                !said.Contains(inner)
                && IsPictureName(inner.Name)
                && (
                    inner.HasPictures
                    || inner.Tree().Any(below => Array.Exists(below.Files, OtherFiles.IsUnreadPicture))
                )
        );
        if (pictures is null && folder.Pictures.Length == 0)
            return null;
        // Root pictures beside a folder "mask" of pictures are no pair: that folder may be a class.
        foreach ((string ending, string kind) in pictures is null ? Kinds[..^1] : Kinds)
            if (Array.Find(said, inner => Holds(inner, ending)) is { } annotations)
            {
                if (ending.Length == 0 && Beside(folder, said) && !Companions.AreMasks(annotations, pictures!))
                    continue;
                string beside = pictures is null ? "the pictures" : $"{SafeName.Show(pictures.Name)}/";
                return new OtherKind(kind, $"{SafeName.Show(annotations.Name)}/ beside {beside}");
            }
        return Array.Find(said, inner => !inner.HasPictures) is { } other
            ? new OtherKind(OtherKind.Annotations, $"{SafeName.Show(other.Name)}/ beside the pictures")
            : null;
    }

    // Other folders of pictures, called neither way: then "labels" may be one class of several.
    private static bool Beside(FolderSurvey folder, FolderSurvey[] said) =>
        Array.Exists(folder.Folders, inner => inner.HasPictures && !said.Contains(inner) && !IsPictureName(inner.Name));

    private static (string Ending, string Kind)[] Kinds { get; } =
    [(".xml", OtherKind.Voc), (".json", OtherKind.Coco), (".txt", OtherKind.Yolo), ("", OtherKind.Masks)];

    // No ending stands for pictures, or arrays that serve as masks.
    private static bool Holds(FolderSurvey folder, string ending) =>
        folder
            .Tree()
            .Any(inner =>
                ending.Length == 0
                    ? inner.Pictures.Length > 0
                        || Array.Exists(
                            inner.Files,
                            file =>
                                OtherFiles.IsUnreadPicture(file)
                                || file.EndsWith(".npy", StringComparison.OrdinalIgnoreCase)
                        )
                    : Array.Exists(inner.Files, file => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            );

    private static bool IsHollow(FolderSurvey folder) =>
        folder.Tree().All(inner => inner.Pictures.Length + inner.Files.Length == 0);

    private static bool IsPictureName(string name) =>
        Consists(name, word => PictureWords.Contains(word) || Part.Of(word) is not null, PictureWords, orPart: true);

    // "masks", "train_labels", "trainannot" beside "train".
    private static bool IsAnnotations(FolderSurvey folder, FolderSurvey parent) =>
        Consists(
            folder.Name,
            word => AnnotationWords.Contains(word) || PictureWords.Contains(word) || Part.Of(word) is not null,
            AnnotationWords,
            orPart: false
        )
        || Array.Exists(
            parent.Folders,
            other =>
                folder.Name.Length > other.Name.Length
                && folder.Name.StartsWith(other.Name, StringComparison.OrdinalIgnoreCase)
                && AnnotationWords.Contains(folder.Name[other.Name.Length..].Trim('_', '-', ' ').ToLowerInvariant())
        );

    // All words fit, and one of them decides.
    private static bool Consists(string name, Func<string, bool> fits, HashSet<string> deciding, bool orPart)
    {
        string[] words = [.. Part.Words(name).Select(word => word.Text)];
        return words.Length > 0
            && Array.TrueForAll(words, word => fits(word) || Fillers.Contains(word))
            && Array.Exists(words, word => deciding.Contains(word) || (orPart && Part.Of(word) is not null));
    }
}
